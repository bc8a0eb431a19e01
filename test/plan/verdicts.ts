/** A table with a column of every family, and the verdict on a qualifier over it as one line of text. */
import { readColumns } from '../../src/plan/columns.ts';
import type { Condition } from '../../src/plan/condition.ts';
import { conditionText, Placeholders } from '../../src/plan/expression.ts';
import { compileQualifier } from '../../src/plan/qualifier/compile.ts';
import { parseExpression } from '../../src/sql/parse.ts';
import { description, table } from './fixtures.ts';

const TABLE = table(
  'kinds',
  [
    'pk text',
    'sk numeric',
    'gk text',
    't text',
    'c varchar(3)',
    'n numeric',
    'r numeric(6,2)',
    'i integer',
    'l bigint',
    'f float8',
    'b boolean',
    'y bytea',
    'e mood',
    'd date',
    ['ts timestamptz', { format: 'iso8601' }],
    ['ep timestamptz', { format: 'epoch' }],
    ['ms timestamp', { format: 'epoch_ms' }],
    ['ep0 timestamptz(0)', { format: 'epoch' }],
    ['st timestamp', { format: 'iso8601' }],
    ['dd date', { format: 'iso8601' }],
    'u uuid',
    'j jsonb',
    'tags text[]',
    'scores numeric[]',
    'rs numeric(4,1)[]',
    'p positive',
    ['x text', { coerce: 'true' }],
    ['pkn numeric', { attribute: 'pk', coerce: 'true' }],
    ['skt text', { attribute: 'sk', coerce: 'true' }],
    ['gkn numeric', { attribute: 'gk' }],
    ['city text', { attribute: 'address.city' }],
    'item jsonb',
  ],
  { raw_item_column: 'item' },
);

const COLUMNS = readColumns(TABLE, description('kinds', ['pk', 'sk:N'], 10, { by_gk: { keys: ['gk'] } }));

/** `exact: a = 'x'`, `superset: ...: why`, `local: why`. @param sealed whether nobody checks again */
export function verdictText(qualifier: string, sealed = false): string {
  const verdict = compileQualifier(parseExpression(qualifier), { alias: 'k', columns: COLUMNS, sealed });
  if (verdict.verdict === 'local') return `local: ${verdict.reason}`;
  const pushed = spelled(verdict.condition);
  return verdict.verdict === 'exact' ? `exact: ${pushed}` : `superset: ${pushed}: ${verdict.reason}`;
}

/** The expression with its placeholders replaced. */
function spelled(condition: Condition): string {
  if (condition.kind === 'always' || condition.kind === 'never') return condition.kind;
  const placeholders = new Placeholders();
  const text = conditionText(condition, placeholders);
  return text.replace(/[#:][A-Za-z0-9_]+/g, (placeholder) => {
    const value = placeholders.values?.[placeholder];
    if (value === undefined) return placeholders.names?.[placeholder] ?? placeholder;
    if ('N' in value) return value.N;
    return 'S' in value ? JSON.stringify(value.S).replaceAll('"', "'") : JSON.stringify(value);
  });
}
