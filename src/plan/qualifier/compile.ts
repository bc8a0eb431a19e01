/**
 * A qualifier of a scan, as PostgreSQL prints it in EXPLAIN, compiled to the condition that DynamoDB can check, and a verdict on it.
 *
 * SQL has three truth values and DynamoDB two, so what is compiled is never "the expression" but "the expression is true" or "the expression is false";
 * NOT changes one into the other, and what is NULL is neither.
 */
import type { BinaryOp, Expression, FunctionCall, IsTest, Quantified } from '../../sql/expression.ts';
import type { ColumnReading } from '../columns.ts';
import { ALWAYS, type Comparator, type Condition, NEVER, not } from '../condition.ts';
import { arrayElements, type Constant, constantOf, typeText } from '../constant.ts';
import { all, any, exact, local, superset, type Verdict } from '../verdict.ts';
import { booleanIs, compileComparison, isComparator, MIRRORED, NEGATED } from './comparison.ts';
import {
  compileContains,
  compileDocumentCast,
  compileDocumentJson,
  compileDocumentLike,
  compileDocumentNull,
  compileDocumentNumber,
  compileDocumentText,
  compileHasKey,
  type DocumentPath,
  documentOf,
  documentPath,
} from './document.ts';
import { compilePathExists, compilePathMatch } from './jsonpath.ts';
import { compileLength } from './length.ts';
import { compileMember, compileOverlap } from './list.ts';
import { columnOf, isForeign, type QualifierContext } from './operand.ts';
import { compileLike, compileStartsWith, prefixPattern } from './pattern.ts';
import { compileNullTest, qualified } from './presence.ts';

/** What an IN list or OR may hold before it is left to PostgreSQL. */
const MAX_ARMS = 20_000;

/** The verdict on "the expression is true" (want: true) or "the expression is false". */
export function compileQualifier(expression: Expression, context: QualifierContext, want = true): Verdict {
  switch (expression.type) {
    case 'and':
    case 'or': {
      const arms = expression.operands.map((operand) => compileQualifier(operand, context, want));
      return (expression.type === 'and') === want ? all(arms) : any(arms);
    }
    case 'not':
      return compileQualifier(expression.operand, context, !want);
    case 'literal':
    case 'column':
    case 'cast':
      return compileBoolean(expression, context, want);
    case 'is':
      return compileIs(expression, context, want);
    case 'distinct': {
      const { left, right, negated } = expression;
      // NULL is equal to nothing, and distinct from all but NULL.
      const operand = isNull(right) ? left : isNull(left) ? right : undefined;
      if (operand !== undefined)
        return compileIs(
          { type: 'is', span: expression.span, operand, test: 'null', negated: !negated },
          context,
          want,
        );
      const equal: BinaryOp = {
        type: 'binary',
        span: expression.span,
        operator: '=',
        left,
        right,
      };
      return compileTruth(equal, context, negated === want);
    }
    case 'binary':
      return compileBinary(expression, context, want);
    case 'like': {
      const reading = columnOf(expression.operand, context);
      const pattern = constantOf(expression.pattern);
      if (reading === undefined || pattern === undefined || expression.kind !== 'like')
        return unknown(expression, context);
      return compileLike(reading, pattern.text, expression.negated === want, context);
    }
    case 'quantified':
      return compileQuantified(expression, context, want);
    case 'call':
      return compileCall(expression, context, want);
    default:
      return unknown(expression, context);
  }
}

/** Why PostgreSQL alone decides. */
function unknown(expression: Expression, context: QualifierContext): Verdict {
  if (expression.type === 'plan_reference') return local('depends on a subquery');
  if (isForeign(expression, context)) return local('depends on another table');
  const operands =
    'left' in expression
      ? [expression.left, expression.right]
      : 'operand' in expression && expression.operand !== undefined
        ? [expression.operand]
        : [];
  if (operands.some((operand) => operand.type === 'plan_reference')) return local('depends on a subquery');
  if (operands.some((operand) => isForeign(operand, context))) return local('depends on another table');
  return local('no DynamoDB condition says this');
}

function compileBoolean(expression: Expression, context: QualifierContext, want: boolean): Verdict {
  const constant = constantOf(expression);
  if (constant !== undefined) return exact(constant.text !== null && (constant.text === 't') === want ? ALWAYS : NEVER);
  const reading = columnOf(expression, context);
  if (reading === undefined) {
    const path = castPath(expression, context);
    return path === undefined ? unknown(expression, context) : compileDocumentCast(path);
  }
  if (reading.kind.family !== 'boolean') return unknown(expression, context);
  return qualified(reading, exact(booleanIs(reading.path, want)));
}

/** "expression IS [NOT] TRUE": two-valued, so that a negation is DynamoDB's own, above a condition that is exact on its own. */
function compileTruth(expression: Expression, context: QualifierContext, want: boolean, value = true): Verdict {
  if (want) return compileQualifier(expression, context, value);
  const verdict = compileQualifier(expression, { ...context, sealed: true }, value);
  return verdict.verdict === 'exact'
    ? exact(not(verdict.condition))
    : local('NULL counts as not true, and the condition is not exact');
}

function isNull(expression: Expression): boolean {
  return constantOf(expression)?.text === null;
}

function compileIs(expression: IsTest, context: QualifierContext, want: boolean): Verdict {
  const holds = expression.negated !== want;
  switch (expression.test) {
    case 'true':
    case 'false':
      return compileTruth(expression.operand, context, holds, expression.test === 'true');
    case 'null':
    case 'unknown': {
      const reading = columnOf(expression.operand, context);
      if (reading !== undefined) return compileNullTest(reading, !holds, context);
      const path = documentPath(expression.operand, context);
      return path === undefined ? unknown(expression, context) : compileDocumentNull(path, !holds);
    }
    case 'document':
    case 'normalized':
    case 'json':
      return unknown(expression, context);
  }
}

function compileBinary(expression: BinaryOp, context: QualifierContext, want: boolean): Verdict {
  const { operator, left, right } = expression;
  if (isComparator(operator)) {
    const mirrored = constantOf(left) !== undefined;
    const constant = constantOf(mirrored ? left : right);
    const wanted = want ? operator : NEGATED[operator];
    if (constant === undefined) return compileRow(expression, context, want);
    return compileCompared(mirrored ? right : left, mirrored ? MIRRORED[wanted] : wanted, constant, context);
  }
  const reading = columnOf(left, context);
  const constant = constantOf(right);
  if (constant === undefined) return unknown(expression, context);
  if (reading !== undefined) {
    switch (operator) {
      case '~~':
      case '!~~':
        return compileLike(reading, constant.text, (operator === '!~~') === want, context);
      case '^@':
        return compileStartsWith(reading, constant.text, !want, context);
      case '&&':
        return want && reading.kind.family === 'list'
          ? compileOverlap(reading, constant.text, false)
          : unknown(expression, context);
    }
    if (operator === '@>' && want && reading.kind.family === 'list')
      return compileOverlap(reading, constant.text, true);
  }
  return want ? compileDocumentOperator(expression, constant, context) : unknown(expression, context);
}

function compileDocumentOperator(expression: BinaryOp, constant: Constant, context: QualifierContext): Verdict {
  const path = documentPath(expression.left, context);
  if (path?.text === true && expression.operator === '~~') return compileDocumentLike(path, constant.text);
  if (path?.text === true && expression.operator === '^@')
    return compileDocumentLike(path, prefixPattern(constant.text));
  const document = documentOf(expression.left, context);
  if (document === undefined) return unknown(expression, context);
  switch (expression.operator) {
    case '?':
      return compileHasKey(document, constant.text);
    case '?|':
    case '?&': {
      const keys = constant.text === null ? undefined : arrayElements(constant.text);
      if (keys === undefined || keys.includes(null)) return unknown(expression, context);
      const arms = keys.map((key) => compileHasKey(document, key));
      return expression.operator === '?|' ? any(arms) : all(arms);
    }
    case '@>':
      return compileContains(document, constant.text);
    case '@?':
      return compilePathExists(document, constant.text, 'silent');
    case '@@':
      return compilePathMatch(document, constant.text, 'silent');
    default:
      return unknown(expression, context);
  }
}

/** The verdict on "each expression equals its text, for one of the rows": what a join's other side leaves of a scan. */
export function compileAnyOf(
  expressions: readonly Expression[],
  rows: readonly (readonly (string | null)[])[],
  context: QualifierContext,
): Verdict {
  const arms = rows.map((row) =>
    all(expressions.map((e, i) => compileCompared(e, '=', { text: row[i] ?? null, type: undefined }, context))),
  );
  return joinPoints(any(arms));
}

/** `operand operator constant`, the operand a column, a document path, or length of a column. */
function compileCompared(
  operand: Expression,
  operator: Comparator,
  constant: Constant,
  context: QualifierContext,
): Verdict {
  const reading = columnOf(operand, context);
  if (reading !== undefined) return compileComparison(reading, operator, constant.text, context);
  const path = documentPath(operand, context);
  if (path !== undefined)
    return path.text
      ? compileDocumentText(path, operator, constant.text)
      : compileDocumentJson(path, operator, constant.text);
  if (operand.type === 'cast') {
    const inner = documentPath(operand.operand, context);
    const isNumeric = typeText(operand.target) === 'numeric' && operand.target.modifiers.length === 0;
    if (inner !== undefined && isNumeric) return compileDocumentNumber(inner, operator, constant.text);
    const deeper = castPath(operand, context);
    if (deeper !== undefined) return compileDocumentCast(deeper);
  }
  if (operand.type === 'call' && isCallOf(operand, 'length', 'char_length', 'character_length')) {
    const [argument] = operand.args;
    const measured = argument === undefined ? undefined : columnOf(argument.value, context);
    if (measured !== undefined) return compileLength(measured, operator, constant.text);
  }
  return isForeign(operand, context)
    ? local('depends on another table')
    : local('the column stands inside an expression');
}

/** The document path under one cast or several, none of which makes a value of NULL. */
function castPath(expression: Expression, context: QualifierContext): DocumentPath | undefined {
  if (expression.type !== 'cast') return undefined;
  return documentPath(expression.operand, context) ?? castPath(expression.operand, context);
}

/**
 * `ROW(a, b) < ROW(x, y)`: a < x, or a = x and b < y, and so on (https://www.postgresql.org/docs/18/functions-comparisons.html#ROW-WISE-COMPARISON). Up to the first column that cannot be
 * pushed, whose equals are let in. Equality is already a conjunction in EXPLAIN's text.
 */
function compileRow(expression: BinaryOp, context: QualifierContext, want: boolean): Verdict {
  const { left, right, operator } = expression;
  if (left.type !== 'row' || right.type !== 'row' || !isComparator(operator)) return unknown(expression, context);
  const wanted = want ? operator : NEGATED[operator];
  if (wanted === '=' || wanted === '<>') return unknown(expression, context);
  const strict = wanted.startsWith('<') ? '<' : '>';
  const compiled = (at: number): Verdict => {
    const [column, bound] = [left.elements[at], right.elements[at]];
    const constant = bound === undefined ? undefined : constantOf(bound);
    if (column === undefined || constant === undefined) return unknown(expression, context);
    if (at === left.elements.length - 1) return compileCompared(column, wanted, constant, context);
    const further = compiled(at + 1);
    if (further.verdict === 'local') {
      const first = compileCompared(column, `${strict}=`, constant, context);
      return first.verdict === 'local' ? first : superset(first.condition, ROW_REASON);
    }
    const equal = compileCompared(column, '=', constant, context);
    return any([compileCompared(column, strict, constant, context), all([equal, further])]);
  };
  return compiled(0);
}

const ROW_REASON = 'only the first columns of the row are pushed';

function compileQuantified(expression: Quantified, context: QualifierContext, want: boolean): Verdict {
  if (expression.argument.type === 'select') return local('depends on a subquery');
  const constant = constantOf(expression.argument);
  const isAny = expression.quantifier === 'any';
  if (constant === undefined) {
    const list = columnOf(expression.argument, context);
    const member = constantOf(expression.operand);
    if (list === undefined || member === undefined || expression.operator !== '=' || !isAny || !want)
      return unknown(expression, context);
    return compileMember(list, member.text);
  }
  if (constant.text === null) return exact(NEVER);
  const elements = arrayElements(constant.text);
  if (elements === undefined || elements.length > MAX_ARMS) return local('too long a list');
  if (isComparator(expression.operator)) {
    const operator = want ? expression.operator : NEGATED[expression.operator];
    const arms = elements.map((text) =>
      compileCompared(expression.operand, operator, { text, type: undefined }, context),
    );
    return isAny === want ? joinPoints(any(arms)) : all(arms);
  }
  const reading = columnOf(expression.operand, context);
  if (reading === undefined || (expression.operator !== '~~' && expression.operator !== '!~~'))
    return unknown(expression, context);
  const negated = (expression.operator === '!~~') === want;
  const arms = elements.map((text) => compileLike(reading, text, negated, context));
  return isAny === want ? any(arms) : all(arms);
}

/** `a = x OR a = y OR ...` on one path as `a IN (x, y, ...)`. */
function joinPoints(verdict: Verdict): Verdict {
  if (verdict.verdict === 'local' || verdict.condition.kind !== 'or') return verdict;
  const { conditions } = verdict.condition;
  const [first] = conditions;
  if (first?.kind !== 'compare') return verdict;
  const points = conditions.flatMap((c) =>
    c.kind === 'compare' && c.operator === '=' && String(c.path) === String(first.path) ? [c.value] : [],
  );
  if (points.length !== conditions.length) return verdict;
  const condition: Condition = { kind: 'in', path: first.path, values: points };
  return verdict.verdict === 'exact' ? exact(condition) : superset(condition, verdict.reason);
}

function compileCall(expression: FunctionCall, context: QualifierContext, want: boolean): Verdict {
  if (want && isCallOf(expression, 'jsonb_path_exists', 'jsonb_path_match'))
    return compilePathCall(expression, context);
  const [subject, prefix] = expression.args;
  if (!isCallOf(expression, 'starts_with') || subject === undefined || prefix === undefined)
    return unknown(expression, context);
  const reading: ColumnReading | undefined = columnOf(subject.value, context);
  const constant = constantOf(prefix.value);
  if (constant === undefined) return unknown(expression, context);
  const path = want ? documentPath(subject.value, context) : undefined;
  if (path?.text === true) return compileDocumentLike(path, prefixPattern(constant.text));
  if (reading === undefined) return unknown(expression, context);
  return compileStartsWith(reading, constant.text, !want, context);
}

/** `jsonb_path_exists(target, path, vars, silent)` and `jsonb_path_match`, without variables. */
function compilePathCall(expression: FunctionCall, context: QualifierContext): Verdict {
  const [target, ...rest] = expression.args;
  const [path, variables, silent] = rest.map(({ value }) => constantOf(value)?.text);
  const document = target === undefined ? undefined : documentOf(target.value, context);
  if (document === undefined || path == null || variables !== '{}' || silent == null)
    return unknown(expression, context);
  const compilePath = isCallOf(expression, 'jsonb_path_exists') ? compilePathExists : compilePathMatch;
  return compilePath(document, path, silent === 't' ? 'silent' : 'raise');
}

function isCallOf(call: FunctionCall, ...names: readonly string[]): boolean {
  return names.includes(call.name.at(-1)?.name ?? '');
}
