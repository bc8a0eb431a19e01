/**
 * psql's name patterns (`\d mus*`, `\dt "Odd Name"`, `\d public.*`) as conditions on catalog columns: letters outside double quotes fold to lower
 * case, `*` and `?` stand for any characters, and a dot parts the schema from the name.
 */

import { quoteLiteral } from '../lexer/interpolation.ts';
import { databaseName } from '../shell.ts';

export interface PatternTarget {
  /** The column with the schema's name, where objects have schemas. */
  readonly schema?: string;
  readonly name: string;
  /** Another column whose match counts too. */
  readonly alternative?: string;
  /** True where a database may be named before the name itself, as it may before a schema. */
  readonly inDatabase?: true;
  /** What holds of objects that are found without naming their schema. */
  readonly visible?: string;
}

/** Why a pattern cannot be used. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** The conditions a pattern asks for; none where there is nothing to ask. @throws PatternError */
export function patternConditions(pattern: string | undefined, target: PatternTarget): readonly string[] {
  if (pattern === undefined) return target.visible === undefined ? [] : [target.visible];
  const parts = [...patternRegexes(pattern)];
  const allowed = target.schema === undefined ? 1 : 2;
  if (parts.length > (target.inDatabase === true || target.schema !== undefined ? allowed + 1 : allowed)) {
    throw new PatternError(`improper qualified name (too many dotted names): ${pattern}`);
  }
  if (parts.length > allowed && parts.shift() !== `^(${databaseName})$`) {
    throw new PatternError(`cross-database references are not implemented: ${pattern}`);
  }
  const name = parts.at(-1) as string;
  const schema = parts.length > 1 ? parts[0] : undefined;
  const conditions: string[] = [];
  if (name !== anything) {
    const matches = matching(target.name, name);
    conditions.push(
      target.alternative === undefined ? matches : `(${matches}\n        OR ${matching(target.alternative, name)})`,
    );
  }
  if (schema !== undefined && target.schema !== undefined) {
    if (schema !== anything) conditions.push(matching(target.schema, schema));
  } else if (target.visible !== undefined) {
    conditions.push(target.visible);
  }
  return conditions;
}

const anything = '^(.*)$';

function matching(column: string, regex: string): string {
  return `${column} OPERATOR(pg_catalog.~) ${quoteLiteral(regex).trimStart()} COLLATE pg_catalog.default`;
}

/** One regular expression for each dotted part. */
export function patternRegexes(pattern: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === '"') {
      if (quoted && pattern[at + 1] === '"') {
        part += '"';
        at++;
      } else {
        quoted = !quoted;
      }
    } else if (!quoted && character === '*') {
      part += '.*';
    } else if (!quoted && character === '?') {
      part += '.';
    } else if (!quoted && character === '.') {
      parts.push(part);
      part = '';
    } else if (character === '$') {
      // Legal in names, and of no use in a pattern.
      part += '\\$';
    } else if (quoted && /[|*+?()[\]{}.^\\]/.test(character)) {
      part += `\\${character}`;
    } else if (!quoted && character === '[' && pattern[at + 1] === ']') {
      // An array type's brackets, not an empty set of characters.
      part += '\\[';
    } else {
      part += quoted ? character : character.replace(/[A-Z]/, (letter) => letter.toLowerCase());
    }
  }
  parts.push(part);
  return parts.map((each) => `^(${each})$`);
}
