/** psql's variables: names and texts, with the special ones checked before they are set. */

import { parseSwitch } from '../format/pset-values.ts';
import { isValidVariableName } from './lexer/interpolation.ts';
import {
  type ChoiceName,
  type ChoiceWord,
  type FlagName,
  type IntegerName,
  type ResultName,
  type SpecialVariable,
  specialVariable,
  specialVariables,
} from './special-variables.ts';
import { parseInteger } from './values.ts';

/** What became of an assignment: nothing to say, or psql's message for why the value was refused. */
export type Assignment = { readonly ok: true } | { readonly ok: false; readonly message: string };

const done: Assignment = { ok: true };

export class Variables {
  readonly #values = new Map<string, string>();

  constructor() {
    for (const [name, special] of Object.entries(specialVariables)) {
      if ('default' in special) this.#values.set(name, special.default);
    }
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Sets a variable, or unsets it where `value` is undefined; the special ones fall back to their default then. */
  set(name: string, value: string | undefined): Assignment {
    if (!isValidVariableName(name)) {
      // As in psql, unsetting what cannot exist is no error.
      return value === undefined ? done : { ok: false, message: `invalid variable name: "${name}"` };
    }
    const special = specialVariable(name);
    const text = special === undefined ? value : replacement(special, value);
    const refusal = special === undefined || text === undefined ? undefined : refuse(name, special, text);
    if (refusal !== undefined) return { ok: false, message: refusal };
    if (text === undefined) this.#values.delete(name);
    else this.#values.set(name, text);
    return done;
  }

  /** Sets what the shell itself reports: the outcome of a query, the version. */
  report(name: ResultName, value: string | undefined): void {
    if (value === undefined) this.#values.delete(name);
    else this.#values.set(name, value);
  }

  flag(name: FlagName): boolean {
    return parseSwitch(this.#values.get(name) ?? '') ?? false;
  }

  choice<Name extends ChoiceName>(name: Name): ChoiceWord<Name> {
    const { words, default: fallback } = specialVariables[name];
    const value = this.#values.get(name)?.toLowerCase();
    return (words.find((word) => word === value) ?? fallback) as ChoiceWord<Name>;
  }

  integer(name: IntegerName): number {
    return parseInteger(this.#values.get(name) ?? '') ?? 0;
  }

  /** Name and value of everything that is set, in psql's order: by bytes of the name. */
  entries(): readonly (readonly [string, string])[] {
    return [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  names(): readonly string[] {
    return this.entries().map(([name]) => name);
  }

  /** True where `\gset` may not write. */
  static isChecked(name: string): boolean {
    const special = specialVariable(name);
    return special !== undefined && special.kind !== 'result';
  }
}

/** What a special variable is set to when it is unset, or set to nothing. */
function replacement(special: SpecialVariable, value: string | undefined): string | undefined {
  switch (special.kind) {
    case 'flag':
    case 'flag-or':
      return value === undefined ? 'off' : value === '' ? 'on' : value;
    case 'choice':
    case 'integer':
      return value ?? special.default;
    case 'eof-count':
      return value === undefined ? '0' : parseInteger(value) === undefined ? '10' : value;
    case 'text':
    case 'result':
      return value;
  }
}

function refuse(name: string, special: SpecialVariable, value: string): string | undefined {
  const unrecognized = `unrecognized value "${value}" for "${name}"`;
  const available = (words: readonly string[]): string => `${unrecognized}\nAvailable values are: ${words.join(', ')}.`;
  switch (special.kind) {
    case 'flag':
      return parseSwitch(value) === undefined ? `${unrecognized}: Boolean expected` : undefined;
    case 'flag-or':
      if (parseSwitch(value) !== undefined || special.words.includes(value.toLowerCase())) return undefined;
      return available(['on', 'off', ...special.words]);
    case 'choice':
      return special.words.includes(value.toLowerCase()) ? undefined : available(special.words);
    case 'integer':
    case 'eof-count':
      return parseInteger(value) === undefined ? `invalid value "${value}" for "${name}": integer expected` : undefined;
    case 'text':
    case 'result':
      return undefined;
  }
}
