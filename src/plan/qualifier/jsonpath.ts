/**
 * `doc @? '$.city ? (@ == "x")'`, `doc @@ '$.n == 5'` and the functions behind them, as conditions on document paths.
 *
 * Always supersets. In the lax mode, which is the default, `.key` also looks into the elements of an array, `[0]` and `[*]` take what is no array for an array of one, and `==` and `?(...)` look
 * at an array's elements; sets show as arrays. So wherever a path meets something that is not what DynamoDB's path expects, the item is kept. What the strict mode finds, the lax mode finds too.
 */
import { and, type Condition, hasType, impliesPresent, NEVER, not, or, type Path } from '../condition.ts';
import type { AttributeValue } from '../request.ts';
import { exact, local, superset, type Verdict } from '../verdict.ts';
import { type DocumentPath, equalToScalar, intoNoList, isRoot, scalarValue } from './document.ts';
import {
  type PathConstant,
  type PathPredicate,
  type PathQuery,
  type PathStep,
  parseJsonPath,
} from './jsonpath-syntax.ts';

const REASON = 'jsonpath looks into arrays, and DynamoDB has sets';
const NOT_READ = 'only PostgreSQL knows what this jsonpath finds';

/** Whether an error in the path (strict mode on another structure, no single boolean) is raised or makes the result NULL. */
export type OnError = 'raise' | 'silent';

/** The verdict on `doc @? path`. */
export function compilePathExists(document: DocumentPath, text: string | null, onError: OnError): Verdict {
  if (text === null) return exact(NEVER);
  const path = parseJsonPath(text);
  if (path === undefined || (path.strict && onError === 'raise')) return local(NOT_READ);
  const { root } = path;
  if ('predicate' in root) return local('a predicate always has a result, which is what @? asks');
  return pushed(document, (start) => follow(root, start, start, present));
}

/** The verdict on `doc @@ path`. */
export function compilePathMatch(document: DocumentPath, text: string | null, onError: OnError): Verdict {
  if (text === null) return exact(NEVER);
  const path = parseJsonPath(text);
  if (path === undefined || (path.strict && onError === 'raise')) return local(NOT_READ);
  const { root } = path;
  if ('predicate' in root) return pushed(document, (start) => holds(root.predicate, start, start));
  if (onError === 'raise') return local('what is no boolean is an error');
  return pushed(document, (start) =>
    follow(root, start, start, (place) => is(place, { kind: 'boolean', value: true })),
  );
}

function pushed(document: DocumentPath, condition: (start: Place) => Condition): Verdict {
  const start: Place = { document, path: document.path, spread: false };
  return superset(or(condition(start), intoNoList(document)), REASON);
}

/** Where a path has come to. */
interface Place {
  readonly document: DocumentPath;
  readonly path: Path;
  /** An array's elements may stand for it: past `[*]` and in a filter. */
  readonly spread: boolean;
}

/** The path's steps from a place, and what is asked of where they lead. `whole` is what `$` means. */
function follow(
  { query: { from, steps } }: { readonly query: PathQuery },
  here: Place,
  whole: Place,
  ask: (place: Place) => Condition,
): Condition {
  return walk(steps, from === '$' ? whole : here, whole, ask);
}

function walk(steps: readonly PathStep[], place: Place, whole: Place, ask: (place: Place) => Condition): Condition {
  const [step, ...rest] = steps;
  if (step === undefined) return ask(place);
  const { document, path } = place;
  const atRoot = isRoot(document.reading, path);
  switch (step.step) {
    case 'key': {
      if (step.key === '') return present(place);
      const next: Place = { document, path: atRoot ? [step.key] : [...path, step.key], spread: false };
      const found = walk(rest, next, whole, ask);
      return atRoot ? found : or(found, hasType(path, 'L'));
    }
    case 'index': {
      if (atRoot || place.spread) return present(place);
      const found = walk(rest, { document, path: [...path, step.index], spread: false }, whole, ask);
      return or(found, and(present(place), not(hasType(path, 'L'))));
    }
    case 'elements':
      return walk(rest, { ...place, spread: true }, whole, ask);
    case 'filter': {
      const each: Place = { ...place, spread: true };
      const kept = holds(step.predicate, each, whole);
      const isPresent = rest.length === 0 && ask === present && path.length === 1 && impliesPresent(kept, path[0]);
      return isPresent ? kept : and(kept, walk(rest, each, whole, ask));
    }
  }
}

function holds(predicate: PathPredicate, here: Place, whole: Place): Condition {
  switch (predicate.kind) {
    case 'and':
      return and(...predicate.operands.map((operand) => holds(operand, here, whole)));
    case 'or':
      return or(...predicate.operands.map((operand) => holds(operand, here, whole)));
    case 'exists':
      return follow(predicate, here, whole, present);
    case 'equals':
      return follow(predicate, here, whole, (place) => is(place, predicate.constant));
    case 'starts with':
      return follow(predicate, here, whole, (place) => startsWith(place, predicate.prefix));
  }
}

/** Also true of an empty array, in which `[*]` finds nothing. */
function present({ document, path }: Place): Condition {
  return isRoot(document.reading, path) ? { kind: 'always' } : { kind: 'exists', path };
}

function is(place: Place, constant: PathConstant): Condition {
  // The item is an object, which equals no constant.
  if (isRoot(place.document.reading, place.path)) return NEVER;
  const value = scalarValue(constant);
  return or(equalToScalar(place.path, value), amongElements(place, value));
}

/** The scalar is an element of the list or set; where the path has already looked into one array, also of an array within it. */
function amongElements({ path, spread }: Place, value: AttributeValue): Condition {
  // dynalite's contains() does not find the empty string, and knows no FALSE or NULL.
  if ('NULL' in value || 'BOOL' in value) return hasType(path, 'L');
  const contains: Condition = { kind: 'contains', path, value };
  if ('N' in value && !spread) return and(hasType(path, 'L', 'NS'), contains);
  if ('N' in value) return or(hasType(path, 'L'), and(hasType(path, 'NS'), contains));
  // Binary values in lists and sets show as base64, as strings do; no set holds the empty string.
  return or(hasType(path, 'L', 'BS'), and(hasType(path, 'SS'), contains));
}

function startsWith({ document, path }: Place, prefix: string): Condition {
  if (isRoot(document.reading, path)) return NEVER;
  const string: Condition = prefix === '' ? hasType(path, 'S') : { kind: 'begins_with', path, value: { S: prefix } };
  return or(string, hasType(path, 'B', 'L', 'SS', 'BS'));
}
