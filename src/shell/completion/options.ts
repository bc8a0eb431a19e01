/** The options of the object that a statement makes or changes, and their values. */
import { OPTIONS, type OptionObject, type OptionSpec } from '../../catalog/options.ts';
import { awsProfiles, awsRegions } from './aws.ts';
import { type Cursor, catalogName, type Word } from './words.ts';

/** Where the cursor stands within `OPTIONS (...)`: of what, and after which option's name. */
export interface OptionPlace {
  readonly object: OptionObject;
  /** The option whose value is being typed; undefined where a name is wanted. */
  readonly option: string | undefined;
  /** Options that are given already: each is given once. */
  readonly given: readonly string[];
}

export function optionPlace({ words, depth }: Cursor): OptionPlace | undefined {
  const open = words.findLastIndex((word) => word.text === '(' && word.depth === depth - 1);
  if (open < 1 || words[open - 1]?.text.toUpperCase() !== 'OPTIONS') return undefined;
  const object = objectOf(
    words.slice(0, open - 1).map(({ text }) => text.toUpperCase()),
    depth,
  );
  if (object === undefined) return undefined;
  const last = words.at(-1);
  const option = last?.kind === 'name' && !isAction(last) ? last.text.toLowerCase() : undefined;
  return { object, option, given: namesGiven(words.slice(open + 1)) };
}

/** The names of a list's elements; `SET` and its kin before an option are none. */
export function namesGiven(list: readonly Word[]): readonly string[] {
  return list
    .filter((word, at) => word.kind === 'name' && !isAction(word) && beginsElement(list[at - 1]))
    .map(({ text }) => catalogName(text));
}

function beginsElement(before: Word | undefined): boolean {
  return before === undefined || before.text === ',' || isAction(before);
}

function isAction(word: Word): boolean {
  return /^(?:ADD|SET|DROP)$/i.test(word.text);
}

/** By the statement's first words; OPTIONS within the column list are a column's. */
function objectOf(words: readonly string[], depth: number): OptionObject | undefined {
  const head = words.slice(0, 6).join(' ');
  if (/^IMPORT\b/.test(head)) return 'import';
  if (!/^(?:CREATE|ALTER)\b/.test(head)) return undefined;
  if (/^\w+ USER MAPPING\b/.test(head)) return 'user mapping';
  if (/^\w+ SERVER\b/.test(head)) return 'server';
  if (/^\w+ FOREIGN DATA WRAPPER\b/.test(head)) return 'wrapper';
  if (!/^\w+ FOREIGN TABLE\b/.test(head)) return undefined;
  return depth > 1 || words.slice(3).includes('COLUMN') ? 'column' : 'foreign table';
}

/** True where the value is the name of a DynamoDB table. */
export function isTableName({ object, option }: OptionPlace): boolean {
  return object === 'foreign table' && option === 'table';
}

export function optionNames(object: OptionObject): readonly string[] {
  return OPTIONS.filter((option) => option.object === object).map(({ name }) => name);
}

export function optionValues({ object, option }: OptionPlace): readonly string[] {
  const spec = OPTIONS.find((each) => each.object === object && each.name === option);
  if (spec === undefined) return [];
  if (spec.name === 'aws_region') return awsRegions;
  if (spec.name === 'profile') return awsProfiles();
  return kindValues(spec);
}

function kindValues({ kind }: OptionSpec): readonly string[] {
  if (kind === 'boolean') return ['true', 'false'];
  return typeof kind === 'object' ? kind.oneOf : [];
}
