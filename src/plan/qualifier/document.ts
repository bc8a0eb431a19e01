/**
 * Qualifiers on jsonb columns and the raw item: `doc->'a'->>'b' = 'v'`, `doc ? 'k'`, `doc @> '{...}'`, as conditions on document paths.
 *
 * Always supersets: a document with U+0000 anywhere in it reads as NULL. jsonb shows a DynamoDB value's text form, so one text may stand for several types: 'true' for S "true" and BOOL,
 * '5' for S "5" and N 5, base64 for S and B.
 */
import type { Expression } from '../../sql/expression.ts';
import type { ColumnReading } from '../columns.ts';
import { and, type Comparator, type Condition, equals, hasType, not, or, type Path } from '../condition.ts';
import { arrayElements, constantOf } from '../constant.ts';
import { fitsDynamo, formatDecimal, parseDecimal } from '../decimal.ts';
import type { AttributeValue } from '../request.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';
import type { PathConstant } from './jsonpath-syntax.ts';
import { columnOf, type QualifierContext } from './operand.ts';
import { parsePattern } from './pattern.ts';

/** A document path in a column. `text`: the value is taken as text (`->>`, `#>>`). */
export interface DocumentPath {
  readonly reading: ColumnReading;
  readonly path: Path;
  readonly text: boolean;
  /** Containers of the path's list indexes: where one is no list, jsonb may find an element and DynamoDB does not. */
  readonly indexed: readonly Path[];
}

const REASON = 'jsonb shows several DynamoDB types as the same text';

/** Reads `doc -> 'a' ->> 'b'`, `doc #>> '{a,b}'`, `doc['a']`; undefined where it is no such path, or one with a negative index. */
export function documentPath(expression: Expression, context: QualifierContext): DocumentPath | undefined {
  if (expression.type === 'binary' && /^(?:->>?|#>>?)$/.test(expression.operator)) {
    const base = documentPath(expression.left, context) ?? root(expression.left, context);
    const constant = constantOf(expression.right);
    if (base === undefined || base.text || constant?.text == null) return undefined;
    const steps = expression.operator.startsWith('#') ? arrayElements(constant.text) : [constant.text];
    if (steps === undefined || steps.length === 0) return undefined;
    const isIndex = constant.type === 'integer' || constant.type === 'number';
    return extend(base, steps, isIndex, expression.operator.endsWith('>>'), expression.operator.startsWith('#'));
  }
  if (expression.type === 'subscript' && !expression.slice && expression.lower !== undefined) {
    const base = documentPath(expression.operand, context) ?? root(expression.operand, context);
    const constant = constantOf(expression.lower);
    if (base === undefined || base.text || constant?.text == null) return undefined;
    return extend(base, [constant.text], constant.type === 'integer' || constant.type === 'number', false, false);
  }
  return undefined;
}

/** A jsonb column, or a path in one that is jsonb itself. */
export function documentOf(expression: Expression, context: QualifierContext): DocumentPath | undefined {
  const document = documentPath(expression, context) ?? root(expression, context);
  return document?.text === true ? undefined : document;
}

function root(expression: Expression, context: QualifierContext): DocumentPath | undefined {
  const reading = columnOf(expression, context);
  return reading?.kind.family === 'document' && reading.column.options.format === undefined
    ? { reading, path: reading.path, text: false, indexed: [] }
    : undefined;
}

function extend(
  base: DocumentPath,
  steps: readonly (string | null)[],
  isIndex: boolean,
  text: boolean,
  either: boolean,
): DocumentPath | undefined {
  let path = base.path;
  const indexed = [...base.indexed];
  for (const step of steps) {
    // In #> a number is an index in an array and a key in an object: two paths, which is not worth the following.
    if (step === null || step === '' || (either && /^-?\d+$/.test(step))) return undefined;
    if (isIndex) {
      if (!/^\d+$/.test(step) || isRoot(base.reading, path)) return undefined;
      indexed.push(path);
      path = [...path, Number(step)];
    } else {
      path = isRoot(base.reading, path) ? [step] : [...path, step];
    }
  }
  return { reading: base.reading, path, text, indexed };
}

/** The path is the item itself, which is a map. */
export function isRoot(reading: ColumnReading, path: Path): boolean {
  return reading.raw && path === reading.path;
}

/**
 * An index into something that is no list: PostgreSQL finds an element in a set (it shows as an array) and at 0 in a scalar (stored as an array of one), where DynamoDB's path
 * finds nothing.
 */
export function intoNoList(path: DocumentPath): Condition {
  return or(...path.indexed.map((container) => and({ kind: 'exists', path: container }, not(hasType(container, 'L')))));
}

/** The verdict on `path operator text`, where path is taken as text. */
export function compileDocumentText(path: DocumentPath, operator: Comparator, text: string | null): Verdict {
  if (text === null) return exact({ kind: 'never' });
  const here = path.path;
  if (operator === '=') return superset(or(...sameText(here, text), intoNoList(path)), REASON);
  const there = and({ kind: 'exists', path: here }, not(hasType(here, 'NULL')));
  const string: Condition = { kind: 'compare', path: here, operator, value: { S: text } };
  if (operator === '<>') return superset(or(and(there, string), intoNoList(path)), REASON);
  return superset(or(string, and(there, not(hasType(here, 'S'))), intoNoList(path)), REASON);
}

/** The verdict on "path, taken as text, LIKE pattern": the part before the first wildcard, and whatever is no string. */
export function compileDocumentLike(path: DocumentPath, text: string | null): Verdict {
  if (text === null) return exact({ kind: 'never' });
  const pattern = parsePattern(text);
  if (pattern === undefined) return local('the pattern ends in an escape');
  if (pattern.plain) return compileDocumentText(path, '=', pattern.prefix);
  if (pattern.prefix === '') return superset(or(present(path), intoNoList(path)), REASON);
  const string: Condition = { kind: 'begins_with', path: path.path, value: { S: pattern.prefix } };
  return superset(or(string, and(present(path), not(hasType(path.path, 'S'))), intoNoList(path)), REASON);
}

/** The values whose text form in jsonb is `text`. */
function sameText(path: Path, text: string): readonly Condition[] {
  const conditions = [equals(path, { S: text })];
  const number = parseDecimal(text);
  if (number !== undefined && fitsDynamo(number)) conditions.push(equals(path, { N: formatDecimal(number) }));
  if (text === 'true' || text === 'false') conditions.push(equals(path, { BOOL: text === 'true' }));
  if (isBase64(text)) conditions.push(equals(path, { B: text }));
  if (text.startsWith('{')) conditions.push(hasType(path, 'M'));
  if (text.startsWith('[')) conditions.push(hasType(path, 'L', 'SS', 'NS', 'BS'));
  return conditions;
}

function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}

/** The verdict on `(path)::numeric operator number`: other types are kept, since casting them is PostgreSQL's error to raise. */
export function compileDocumentNumber(path: DocumentPath, operator: Comparator, text: string | null): Verdict {
  const number = text === null ? undefined : parseDecimal(text);
  if (number === undefined || !fitsDynamo(number)) return local('not a number that DynamoDB holds');
  const here = path.path;
  const others = and(present(path), not(hasType(here, 'N')));
  const compared: Condition = { kind: 'compare', path: here, operator, value: { N: formatDecimal(number) } };
  return superset(
    or(operator === '<>' ? and(hasType(here, 'N'), compared) : compared, others, intoNoList(path)),
    'other types are left to the cast',
  );
}

/**
 * The verdict on a comparison of `(path)::type`, whatever it is compared with: of NULL nothing is true, and every other value is PostgreSQL's to cast. None of them may be left out, for
 * what a type does not take (5.5 as an integer, "x" as a date) is an error, and DynamoDB cannot tell which those are.
 */
export function compileDocumentCast(path: DocumentPath): Verdict {
  return superset(or(present(path), intoNoList(path)), "a value that the cast refuses is PostgreSQL's error");
}

/** The verdict on `path = json`, as jsonb. */
export function compileDocumentJson(path: DocumentPath, operator: Comparator, text: string | null): Verdict {
  if (text === null) return exact({ kind: 'never' });
  const parsed = operator === '=' ? parseNumbersAsText(text) : undefined;
  if (parsed === undefined || isRoot(path.reading, path.path)) return local('jsonb values compare as a whole');
  return superset(or(containing(path.path, parsed), intoNoList(path)), REASON);
}

/** At least where the path is not NULL: as text, jsonb's null is; as jsonb, and for servers before 18 in a cast, it is not. */
function present({ path, text }: DocumentPath): Condition {
  const there: Condition = { kind: 'exists', path };
  return text ? and(there, not(hasType(path, 'NULL'))) : there;
}

/** The verdict on `path IS NOT NULL`; IS NULL is PostgreSQL's (a document that cannot be read is NULL throughout). */
export function compileDocumentNull(path: DocumentPath, negated: boolean): Verdict {
  if (!negated) return local('a document with U+0000 in it reads as NULL');
  return superset(or(present(path), intoNoList(path)), REASON);
}

/** The verdict on `doc ? 'key'`. */
export function compileHasKey(document: DocumentPath, key: string | null): Verdict {
  if (key === null) return exact({ kind: 'never' });
  if (key === '') return local('an empty key is no document path');
  if (isRoot(document.reading, document.path)) return superset({ kind: 'exists', path: [key] }, REASON);
  const { path } = document;
  return superset(
    or(
      { kind: 'exists', path: [...path, key] },
      { kind: 'contains', path, value: { S: key } },
      hasType(path, 'B', 'BS'),
      hasType(path, 'L'),
      intoNoList(document),
    ),
    REASON,
  );
}

/** The verdict on `doc @> 'json'`. */
export function compileContains(document: DocumentPath, text: string | null): Verdict {
  if (text === null) return exact({ kind: 'never' });
  const parsed = parseNumbersAsText(text);
  if (parsed === undefined) return local('not JSON');
  if (isRoot(document.reading, document.path)) {
    if (parsed.kind !== 'object') return exact({ kind: 'never' });
    const members = parsed.members.filter(([key]) => key !== '').map(([key, value]) => containing([key], value));
    return superset(and(...members), REASON);
  }
  // Only at the top does an array contain a bare scalar.
  const top =
    parsed.kind === 'scalar'
      ? or(containing(document.path, parsed), hasType(document.path, 'L', 'SS', 'NS', 'BS'))
      : containing(document.path, parsed);
  return superset(or(top, intoNoList(document)), REASON);
}

type Json =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Json])[] }
  | { readonly kind: 'array' }
  | { readonly kind: 'scalar'; readonly value: AttributeValue };

function containing(path: Path, json: Json): Condition {
  switch (json.kind) {
    case 'object':
      return and(
        hasType(path, 'M'),
        ...json.members.filter(([key]) => key !== '').map(([key, value]) => containing([...path, key], value)),
      );
    case 'array':
      return hasType(path, 'L', 'SS', 'NS', 'BS');
    case 'scalar':
      return equalToScalar(path, json.value);
  }
}

/** What jsonb shows as the scalar: a string is a binary value's base64 too. */
export function equalToScalar(path: Path, value: AttributeValue): Condition {
  if ('NULL' in value) return hasType(path, 'NULL');
  const same = equals(path, value);
  return 'S' in value && isBase64(value.S) ? or(same, equals(path, { B: value.S })) : same;
}

/** JSON with its numbers kept as text. U+0000 marks them: jsonb text cannot hold it. */
function parseNumbersAsText(text: string): Json | undefined {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"\\u0000${token}"`,
  );
  try {
    return toJson(JSON.parse(marked));
  } catch {
    return undefined;
  }
}

function toJson(value: unknown): Json {
  if (Array.isArray(value)) return { kind: 'array' };
  if (value === null) return { kind: 'scalar', value: { NULL: true } };
  if (typeof value === 'boolean') return { kind: 'scalar', value: { BOOL: value } };
  if (typeof value === 'string') {
    if (!value.startsWith('\u0000')) return { kind: 'scalar', value: { S: value } };
    return { kind: 'scalar', value: scalarValue({ kind: 'number', text: value.slice(1) }) };
  }
  return {
    kind: 'object',
    members: Object.entries(value as Record<string, unknown>).map(([key, v]) => [key, toJson(v)] as const),
  };
}

/** A constant of JSON as DynamoDB's value. */
export function scalarValue(constant: PathConstant): AttributeValue {
  switch (constant.kind) {
    case 'null':
      return { NULL: true };
    case 'boolean':
      return { BOOL: constant.value };
    case 'string':
      return { S: constant.text };
    case 'number': {
      const number = parseDecimal(constant.text);
      // A number that DynamoDB cannot hold equals none: any other value that no item has serves.
      return number !== undefined && fitsDynamo(number) ? { N: formatDecimal(number) } : { S: '\u0000' };
    }
  }
}
