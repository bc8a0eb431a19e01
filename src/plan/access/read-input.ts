/** The parts of a request's input that reads share: projection, filter, placeholders, page size. */
import type { Condition, Path } from '../condition.ts';
import { UNIT_BYTES } from '../cost.ts';
import { filterText, type Placeholders, projectionText } from '../expression.ts';
import type { QueryInput, ScanInput } from '../request.ts';
import type { AccessNeeds } from './path.ts';

/** A page of more items than this is one of 1 MB as likely as not. */
const MAX_PAGE_ITEMS = 10_000;

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
 * Items to look at in the first page where only `rows` are wanted: as many as the filter should let through that many of, filled up to whole blocks of 4 KB, which is what DynamoDB charges
 * for. Where nothing is dropped, none more than wanted. The pages after it grow (fetch.ts), so that a filter more selective than thought costs few requests.
 */
export function pageLimit(rows: number, share: number, exact: boolean, bytesPerItem: number): number | undefined {
  if (exact && share === 1) return Math.max(1, rows) > MAX_PAGE_ITEMS ? undefined : Math.max(1, rows);
  const wanted = Math.max(1, Math.ceil(rows / Math.max(share, 0.001))) * (exact ? 1 : 2);
  const block = Math.max(1, Math.floor(UNIT_BYTES / bytesPerItem));
  const filled = Math.ceil(wanted / block) * block;
  return filled > MAX_PAGE_ITEMS ? undefined : filled;
}
