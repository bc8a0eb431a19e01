/** What EXPLAIN says of a foreign scan: the DynamoDB request in words for a person, and as DynamoDB takes it for a program. */
import type { AccessPath } from './access/path.ts';
import type { UnusedIndex } from './access/source.ts';
import type { Estimate } from './cost.ts';
import { plural } from './figure.ts';
import type { ScanPlan } from './planner.ts';
import type { AttributeValue, Request } from './request.ts';
import { isMadeUpValue } from './schedule.ts';

/** A scan as EXPLAIN shows it. */
export interface ShownScan {
  readonly plan: ScanPlan;
  /** The scan waits for values; the plan's own requests are made with made-up ones, and are not shown. */
  readonly keysFrom?: { readonly text: string; readonly keys: number } | undefined;
  /** Values that come first and may turn out so few that the scan is read by them. */
  readonly mayUseKeysFrom?: string | undefined;
  /** What is done instead where the values turn out too many. */
  readonly otherwise?: ScanPlan | undefined;
}

/** Lines of EXPLAIN's text format, in the manner of PostgreSQL's own `Label: value`. */
export function scanLines(shown: ShownScan): readonly string[] {
  const { plan, keysFrom, mayUseKeysFrom, otherwise } = shown;
  if (keysFrom !== undefined) {
    const [request] = plan.access.requests;
    // The values' qualifier is the last: in the filter it leaves the key condition as it is.
    const isFilter = plan.access.placements.at(-1) === 'filter';
    const lines = request === undefined ? [] : requestLines(request, isFilter);
    return [
      `DynamoDB: ${plan.access.method} on ${placeText(plan.access, plan)}, by values that come first`,
      `Keys From: ${keysFrom.text} (about ${plural(keysFrom.keys, 'value')})`,
      ...lines.filter((line) => isFilter || !/^Keys?(?: Condition)?:/.test(line)),
      ...fetchBackLines(plan.access),
      ...(plan.access.stopEachAfter === undefined
        ? []
        : [`Stops After: ${plural(plan.access.stopEachAfter, 'item')} of each value`]),
      `Otherwise: ${otherwise?.access.fullScan === true ? 'full ' : ''}${otherwise?.access.method ?? 'Scan'}, where that is cheaper by then`,
      `Estimate: ${estimateText(plan.access.estimate)}`,
      ...qualifierLines(plan),
    ];
  }
  return [
    ...accessLines(plan, plan.access),
    ...(plan.second === undefined ? [] : accessLines(plan, plan.second)),
    ...(mayUseKeysFrom === undefined ? [] : [`Or Keys From: ${mayUseKeysFrom}, where they turn out few enough`]),
    ...qualifierLines(plan),
  ];
}

function placeText(access: AccessPath, plan: ScanPlan): string {
  const { table } = plan.scan.description;
  return access.index === undefined ? `table "${table}"` : `index "${access.index.name}" of table "${table}"`;
}

function accessLines(plan: ScanPlan, access: AccessPath): readonly string[] {
  if (access.method === 'none') return [`DynamoDB: no request (${access.reason})`];
  if (access.arms !== undefined) return unionLines(plan, access, access.arms);
  const [request] = access.requests;
  const times = access.requests.length > 1 ? ` (${access.requests.length} requests)` : '';
  return [
    `DynamoDB: ${access.fullScan && access.method === 'Scan' ? 'full ' : ''}${access.method} on ${placeText(access, plan)}${times}`,
    ...(request === undefined ? [] : requestLines(request)),
    ...fetchBackLines(access),
    ...(access.segments > 1 ? [`Segments: ${access.segments}`] : []),
    ...(access.unused ?? []).map(unusedLine),
    ...(access.order !== undefined && !access.ordered
      ? [`Merged by: ${access.order.attribute}${access.order.descending ? ' descending' : ''}`]
      : []),
    ...(access.stopAfter === undefined ? [] : [stopsAfterLine(access, access.stopAfter)]),
    `Estimate: ${estimateText(access.estimate)}`,
  ];
}

function fetchBackLines({ fetchBack, index }: AccessPath): readonly string[] {
  return fetchBack ? [`Fetch Back: BatchGetItem by key, since the index projects ${index?.projection.type}`] : [];
}

function unusedLine({ index, obstacle }: UnusedIndex): string {
  const why =
    typeof obstacle === 'string'
      ? obstacle
      : `it leaves out items without ${obstacle.sparseOn.map((name) => JSON.stringify(name)).join(' and ')}`;
  return `Index Not Used: ${index.name}, since ${why}`;
}

function unionLines(plan: ScanPlan, access: AccessPath, arms: readonly AccessPath[]): readonly string[] {
  return [
    `DynamoDB: union of ${arms.length} access paths, each item once`,
    ...arms.flatMap((arm) => accessLines(plan, arm).map((line, i) => (i === 0 ? `->  ${line}` : `      ${line}`))),
    ...(access.stopAfter === undefined ? [] : [stopsAfterLine(access, access.stopAfter)]),
    `Estimate: ${estimateText(access.estimate)}`,
  ];
}

function stopsAfterLine(access: AccessPath, rows: number): string {
  return `Stops After: ${plural(rows, access.exact ? 'item' : 'row')}`;
}

/** @param filtersMadeUp whether values in the filter stand for those to come, which are not shown */
function requestLines(request: Request, filtersMadeUp = false): readonly string[] {
  switch (request.operation) {
    case 'GetItem': {
      const { input } = request;
      return [
        `Key: ${keyText(input.Key)}`,
        ...projectionLine(input.ProjectionExpression, input.ExpressionAttributeNames),
      ];
    }
    case 'BatchGetItem': {
      const [entry] = Object.values(request.input.RequestItems);
      if (entry === undefined) return [];
      const shown = entry.Keys.slice(0, 3).map(keyText).join(', ');
      return [
        `Keys: ${shown}${entry.Keys.length > 3 ? `, ... (${entry.Keys.length} in the first request)` : ''}`,
        ...projectionLine(entry.ProjectionExpression, entry.ExpressionAttributeNames),
      ];
    }
    case 'Query':
    case 'Scan': {
      const { input } = request;
      const text = (expression: string, madeUp = false): string =>
        spelledOut(expression, input.ExpressionAttributeNames ?? {}, input.ExpressionAttributeValues ?? {}, madeUp);
      return [
        ...('KeyConditionExpression' in input ? [`Key Condition: ${text(input.KeyConditionExpression)}`] : []),
        ...(input.FilterExpression === undefined
          ? []
          : [`Filter Expression: ${text(input.FilterExpression, filtersMadeUp)}`]),
        ...projectionLine(input.ProjectionExpression, input.ExpressionAttributeNames),
        ...(input.Select === undefined ? [] : [`Select: ${input.Select}`]),
        ...('ScanIndexForward' in input && input.ScanIndexForward === false ? ['Order: descending'] : []),
        ...(input.Limit === undefined ? [] : [`Page Size: ${input.Limit}`]),
        ...(input.ConsistentRead === true ? ['Consistent Read: true'] : []),
      ];
    }
  }
}

function projectionLine(
  projection: string | undefined,
  names: Readonly<Record<string, string>> | undefined,
): readonly string[] {
  return projection === undefined ? [] : [`Projection: ${spelledOut(projection, names ?? {}, {})}`];
}

/** An expression with its placeholders replaced by what they stand for. */
function spelledOut(
  expression: string,
  names: Readonly<Record<string, string>>,
  values: Readonly<Record<string, AttributeValue>>,
  hidesMadeUp = false,
): string {
  const spelled = expression.replace(/[#:][A-Za-z0-9_]+/g, (placeholder) => {
    const name = names[placeholder];
    if (name !== undefined) return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
    const value = values[placeholder];
    if (value === undefined) return placeholder;
    return hidesMadeUp && isMadeUp(value) ? '...' : valueText(value);
  });
  const text = hidesMadeUp ? spelled.replace(/\.\.\.(?:, \.\.\.)+/g, '...') : spelled;
  return text.length > 600 ? `${text.slice(0, 600)}... (${text.length} characters)` : text;
}

function isMadeUp(value: AttributeValue): boolean {
  const text = 'N' in value ? value.N : 'S' in value ? value.S : undefined;
  return text !== undefined && isMadeUpValue(text);
}

function keyText(key: Readonly<Record<string, AttributeValue>>): string {
  const parts = Object.entries(key).map(([name, value]) => `${name} = ${valueText(value)}`);
  return `(${parts.join(', ')})`;
}

/** A value as SQL would write it. Control characters are escaped: the text goes to a terminal. */
function valueText(value: AttributeValue): string {
  if ('N' in value) return value.N;
  if ('BOOL' in value) return String(value.BOOL);
  if ('B' in value) return `'\\x${Buffer.from(value.B, 'base64').toString('hex')}'`;
  if ('S' in value) return `'${JSON.stringify(value.S).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}

function qualifierLines(plan: ScanPlan): readonly string[] {
  return plan.qualifiers.map(({ text, verdict }, i) => {
    const placement = plan.access.placements[i] ?? 'recheck';
    if (verdict.verdict === 'local') return `Local: ${text}: ${verdict.reason}`;
    if (placement === 'recheck') return `Recheck: ${text}: ${recheckReason(plan.access)}`;
    return verdict.verdict === 'exact'
      ? `Pushed: ${text}: ${placement}, exact`
      : `Pushed: ${text}: ${placement}, superset: ${verdict.reason}`;
  });
}

function recheckReason({ method }: AccessPath): string {
  switch (method) {
    case 'none':
      return 'no request is made';
    case 'Union':
      return 'not all access paths of the union can say it';
    default:
      return `${method} cannot say it here`;
  }
}

/** `1 request, about 100 items, 5.0 read units`, and whether the sizes behind it are known. */
export function estimateText(estimate: Estimate): string {
  const { requests, items, rows, readUnits, known } = estimate;
  const some = rows === items ? '' : `, ${plural(rows, 'row')}`;
  return `${plural(requests, 'request')}, ${plural(items, 'item')}${some}, ${readUnits.toFixed(1)} read units${known ? '' : ' (table size unknown)'}`;
}

/** The same for EXPLAIN (FORMAT JSON); each request is what `aws dynamodb ... --cli-input-json` takes. */
export function scanJson({ plan, keysFrom }: ShownScan): Record<string, unknown> {
  const accesses = plan.second === undefined ? [plan.access] : [plan.access, plan.second];
  return {
    ...(keysFrom === undefined
      ? {
          Requests: accesses.flatMap((access) =>
            access.requests.map(({ operation, input }) => ({ Operation: operation, Input: input })),
          ),
        }
      : { 'Keys From': keysFrom.text, 'Expected Keys': keysFrom.keys }),
    Method: plan.access.method,
    ...(plan.access.reason === undefined ? {} : { Reason: plan.access.reason }),
    ...(plan.access.index === undefined ? {} : { Index: plan.access.index.name }),
    'Full Scan': plan.access.fullScan,
    'Fetch Back': plan.access.fetchBack,
    Segments: plan.access.segments,
    ...(plan.access.arms === undefined ? {} : { Arms: plan.access.arms.map(armJson) }),
    ...(plan.access.stopAfter === undefined ? {} : { 'Stops After': plan.access.stopAfter }),
    ...(plan.access.unused === undefined || plan.access.unused.length === 0
      ? {}
      : {
          'Indexes Not Used': plan.access.unused.map(({ index, obstacle }) => ({
            Index: index.name,
            ...(typeof obstacle === 'string' ? { Reason: obstacle } : { 'Sparse On': obstacle.sparseOn }),
          })),
        }),
    Qualifiers: plan.qualifiers.map(({ text, verdict }, i) => ({
      Qualifier: text,
      Verdict: verdict.verdict,
      ...(verdict.verdict === 'exact' ? {} : { Reason: verdict.reason }),
      Placement: verdict.verdict === 'local' ? 'local' : plan.access.placements[i],
    })),
    Estimate: {
      Requests: sum(accesses, 'requests'),
      Pages: sum(accesses, 'pages'),
      Items: sum(accesses, 'items'),
      Rows: sum(accesses, 'rows'),
      'Read Units': sum(accesses, 'readUnits'),
      'Sizes Known': plan.access.estimate.known,
    },
  };
}

function armJson({ method, index, fetchBack, requests }: AccessPath): Record<string, unknown> {
  return {
    Method: method,
    ...(index === undefined ? {} : { Index: index.name }),
    'Fetch Back': fetchBack,
    Requests: requests.length,
  };
}

function sum(accesses: readonly AccessPath[], member: Exclude<keyof Estimate, 'known'>): number {
  return accesses.reduce((total, access) => total + access.estimate[member], 0);
}
