/** The parts of a request's input that reads share: projection, filter, placeholders, page size. */
import type { Condition, Path } from '../condition.ts';
import { filterText, type Placeholders, projectionText } from '../expression.ts';
import type { QueryInput, ScanInput } from '../request.ts';
import type { AccessNeeds } from './path.ts';

/** The keys and what the statement needs; undefined for the whole item. */
export function projectionOf(
  needs: Pick<AccessNeeds, 'description' | 'paths'>,
  placeholders: Placeholders,
): string | undefined {
  if (needs.paths === 'everything') return undefined;
  const { partition, sort } = needs.description.keys;
  const keys: Path[] = sort === undefined ? [[partition.name]] : [[partition.name], [sort.name]];
  return projectionText([...keys, ...needs.paths], placeholders);
}

/** What a Query and a Scan share: filter, projection or COUNT. Names and values are added last, when all of them are known. */
export function readParts(
  needs: AccessNeeds,
  filters: readonly Condition[],
  count: boolean,
  fetchBack: boolean,
  placeholders: Placeholders,
): Partial<QueryInput> {
  const filter = filterText(filters, placeholders);
  const projection = count ? undefined : projectionOf(fetchBack ? { ...needs, paths: [] } : needs, placeholders);
  return {
    ...(filter.text === undefined ? {} : { FilterExpression: filter.text }),
    ...(count ? { Select: 'COUNT' as const } : {}),
    ...(projection === undefined ? {} : { ProjectionExpression: projection }),
  };
}

export function namesAndValues(
  placeholders: Placeholders,
): Pick<ScanInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'> {
  const { names, values } = placeholders;
  return {
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  };
}

/**
 * Items to look at in the first page where only `rows` are wanted: as many as the filter should let through that many of, and none more, since DynamoDB charges for what it looks at.
 * The page after it is larger (fetch doubles it), so that a filter more selective than thought costs few requests.
 */
export function pageLimit(rows: number, share: number, exact: boolean): number | undefined {
  const wanted = Math.max(1, Math.ceil(rows / Math.max(share, 0.001))) * (exact ? 1 : 2);
  return wanted > 10_000 ? undefined : wanted;
}
