/** Operands of qualifiers: which column of the scan an expression reads, seen through casts that change no value. */
import type { Expression } from '../../sql/expression.ts';
import type { ColumnReading, Family } from '../columns.ts';
import { typeText } from '../constant.ts';

/** What a qualifier is compiled against. */
export interface QualifierContext {
  /** The scan's alias in EXPLAIN's text; a reference with another one is a value from outside the scan. */
  readonly alias: string;
  readonly columns: ReadonlyMap<string, ColumnReading>;
  /**
   * Text that holds U+0000 fits no PostgreSQL text and reads as NULL. Where nobody looks at the items afterwards (COUNT, a negated condition), conditions must say so
   * themselves; elsewhere PostgreSQL sees the NULL.
   */
  readonly sealed: boolean;
}

/** The reading of the column that `expression` is, or undefined where it is anything else. */
export function columnOf(expression: Expression, context: QualifierContext): ColumnReading | undefined {
  if (expression.type === 'cast') {
    const reading = columnOf(expression.operand, context);
    if (reading === undefined || expression.target.modifiers.length > 0) return undefined;
    return asType(reading, typeText(expression.target));
  }
  if (expression.type === 'collate') {
    // "C" is the order that DynamoDB has; other collations may even disagree on equality.
    return expression.collation.at(-1)?.name === 'C' ? columnOf(expression.operand, context) : undefined;
  }
  if (expression.type !== 'column' || expression.star) return undefined;
  const [qualifier, ...rest] = expression.parts;
  const name = rest.at(-1) ?? qualifier;
  if (rest.length > 0 && qualifier?.name !== context.alias) return undefined;
  return name === undefined ? undefined : context.columns.get(name.name);
}

const WIDER: { readonly [family in Family['family']]?: readonly string[] } = {
  text: ['text', 'varchar', 'character varying'],
  label: ['text'],
  number: ['numeric'],
  rounded: ['numeric'],
};

/** Not the narrower ones: what a bigint holds and an integer does not is an error. */
const WIDER_WHOLE: Readonly<Record<16 | 32 | 64, readonly string[]>> = {
  16: ['integer', 'int4', 'bigint', 'int8', 'numeric'],
  32: ['integer', 'int4', 'bigint', 'int8', 'numeric'],
  64: ['bigint', 'int8', 'numeric'],
};

/** The reading under a cast that changes no value. A text that an enum is compared with need not be one of its labels. */
function asType(reading: ColumnReading, type: string): ColumnReading | undefined {
  const { kind } = reading;
  const types = kind.family === 'whole' ? WIDER_WHOLE[kind.bits] : WIDER[kind.family];
  if (types?.includes(type) !== true) return undefined;
  return kind.family === 'label' ? { ...reading, kind: { family: 'label', ofAnyText: true } } : reading;
}

/** True where an expression reads anything that is not this scan's own: another table's column, a subplan, a parameter. */
export function isForeign(expression: Expression, context: QualifierContext): boolean {
  return (
    expression.type === 'plan_reference' ||
    expression.type === 'parameter' ||
    (expression.type === 'column' && expression.parts.length > 1 && expression.parts[0]?.name !== context.alias)
  );
}
