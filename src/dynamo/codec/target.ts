/** A column as the codec sees it. */
import type { ForeignColumn } from '../../catalog/model.ts';
import { SqlError, SqlState } from '../../errors.ts';
import type { DocumentPath } from './attribute.ts';

export const FORMATS = ['iso8601', 'epoch', 'epoch_ms', 'base64', 'json', 'dynamodb'] as const;
/** The column option `format`: how a typed value is stored; `dynamodb` shows it with its DynamoDB type instead. */
export type Format = (typeof FORMATS)[number];

export interface ColumnTarget {
  /** The column's SQL name, for messages. */
  readonly name: string;
  readonly path: DocumentPath;
  /** {@link ForeignColumn.base} */
  readonly base: string;
  /** {@link ForeignColumn.type} */
  readonly type: string;
  readonly typeModifier: number;
  readonly constrained?: boolean | undefined;
  readonly format?: Format | undefined;
  /** Read whatever PostgreSQL's input function accepts. */
  readonly coerce: boolean;
  /** The raw item column: the whole item as jsonb, with `format` dynamodb in its typed form. `path` says nothing. */
  readonly wholeItem?: true | undefined;
}

/** @throws SqlError for a format that does not exist */
function formatOf(column: ForeignColumn): Format | undefined {
  const { format } = column.options;
  const known = FORMATS.find((each) => each === format);
  if (format === undefined || known) return known;
  throw new SqlError({
    code: SqlState.fdwInvalidAttributeValue,
    message: `invalid value for option "format" of column "${column.name}": ${format}`,
    hint: `Valid formats are: ${FORMATS.join(', ')}.`,
  });
}

/** The target a foreign column's definition describes; `path` is its `attribute` option, parsed. @throws SqlError */
export function columnTarget(column: ForeignColumn, path: DocumentPath): ColumnTarget {
  return {
    name: column.name,
    path,
    base: column.base,
    type: column.type,
    typeModifier: column.typeModifier,
    constrained: column.constrained,
    format: formatOf(column),
    coerce: column.options.coerce === 'true',
  };
}
