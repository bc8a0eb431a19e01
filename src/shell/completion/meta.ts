/** What Tab offers for a backslash command and its arguments: the table of commands says what each takes. */
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { psetOptions } from '../../format/pset.ts';
import type { ArgumentCompletion } from '../commands/command.ts';
import { findCommand, metaCommands } from '../commands/table.ts';
import type { Completions } from '../editor.ts';
import type { Shell } from '../shell.ts';
import { expandTilde } from '../sink.ts';
import { specialVariable, specialVariables } from '../special-variables.ts';
import { keywordCandidates, nameCandidates } from './candidates.ts';
import { type CompletionCatalog, completionCatalog, isOffered } from './catalog.ts';
import { catalogName } from './words.ts';

/** The names that are offered: without the long forms and without what is not supported, as psql offers them. */
export function commandNames(): readonly string[] {
  return metaCommands.flatMap(({ names }) => names.filter((name) => !name.endsWith('+'))).map((name) => `\\${name}`);
}

/** `text` begins with the backslash. */
export async function completeMeta(shell: Shell, text: string): Promise<Completions> {
  const parts = /^\\(\S*)(\s+)?([\s\S]*)$/.exec(text);
  const [, name = '', blank, rest = ''] = parts ?? [];
  if (blank === undefined) {
    const typed = `\\${name}`;
    return {
      candidates: commandNames()
        .filter((each) => each.startsWith(typed))
        .sort(),
      replaces: typed,
    };
  }
  const command = findCommand(name);
  const file = command?.completion?.[0] === 'copy' ? copiedFile(rest) : undefined;
  if (file !== undefined) return { candidates: files(file), replaces: file };
  if (command?.mode === 'whole-line') {
    const kind = command.completion?.[0];
    if (kind === undefined) return nothing;
    return { candidates: await candidates(shell, kind, rest, []), replaces: rest };
  }
  const { words, typed } = splitArguments(rest);
  const kind = command?.completion?.[words.length];
  if (kind === undefined) return nothing;
  const kinds =
    kind === 'listed-relation' ? name.slice(1).replace(/./g, (letter) => listedKinds[letter] ?? '') : undefined;
  return { candidates: [...(await candidates(shell, kind, typed, words, kinds))].sort(), replaces: typed };
}

/** The kinds (pg_class.relkind) that the letters of `\dt` and its kin list. */
const listedKinds: Readonly<Record<string, string>> = { t: 'rp', v: 'v', m: 'm', s: 'S', i: 'i', E: 'f' };

/** The arguments before the one that is being typed, which may be empty; a quote that is open reaches the end. */
function splitArguments(text: string): { readonly words: readonly string[]; readonly typed: string } {
  const words = text.match(/(?:'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\S)+/g) ?? [];
  const last = words.at(-1);
  const isTyped = last !== undefined && text.endsWith(last);
  return isTyped ? { words: words.slice(0, -1), typed: last } : { words, typed: '' };
}

/** What has been typed of the file in `\copy TABLE|(QUERY) FROM|TO FILE`. */
function copiedFile(text: string): string | undefined {
  return /^(?:\([\s\S]*\)|\S+(?:\s*\([^)]*\))?)\s+(?:from|to)\s+((?:'(?:[^']|'')*)?\S*)$/i.exec(text)?.[1];
}

const nothing: Completions = { candidates: [], replaces: '' };

async function candidates(
  shell: Shell,
  kind: ArgumentCompletion,
  typed: string,
  earlier: readonly string[],
  listed = '',
): Promise<readonly string[]> {
  const beginning = (words: readonly string[]): readonly string[] => words.filter((word) => word.startsWith(typed));
  const named = async (names: (catalog: CompletionCatalog) => readonly string[]): Promise<readonly string[]> =>
    nameCandidates(typed, names(await completionCatalog(shell)));
  const relations = async (kinds: string): Promise<readonly string[]> => {
    const { schema = '', dot = '', name = '' } = qualifiedName.exec(typed)?.groups ?? { name: typed };
    const { relations: all } = await completionCatalog(shell, typed);
    const fitting = all.filter(
      (each) =>
        kinds.includes(each.kind) && (dot === '' ? isOffered(each, typed) : each.schema === catalogName(schema)),
    );
    return nameCandidates(
      name,
      fitting.map((each) => each.name),
    ).map((each) => schema + dot + each);
  };
  if (typeof kind !== 'string') return beginning(kind);
  switch (kind) {
    case 'file':
      return files(typed);
    case 'flag':
      return beginning(['on', 'off']);
    case 'variable':
      return beginning([...new Set([...shell.variables.names(), ...Object.keys(specialVariables)])]);
    case 'variable-value':
      return beginning(variableValues(earlier[0] ?? ''));
    case 'sql-command': {
      const { sqlCommandNames } = await import('../sql-help/syntax.ts');
      return keywordCandidates(shell, typed, sqlCommandNames);
    }
    case 'environment':
      return beginning(Object.keys(process.env));
    case 'directory':
      return files(typed).filter((name) => name.endsWith('/'));
    case 'pset-option':
      return beginning(psetOptions.map(({ name }) => name));
    case 'pset-value':
      return beginning(psetOptions.find(({ name }) => name === earlier[0])?.values ?? []);
    case 'relation':
    case 'copy':
      return relations('rpvmfSi');
    case 'listed-relation':
      return relations(listed);
    case 'foreign-table':
      return relations('f');
    case 'server':
      return named(({ servers, wrappers }) => [...servers, ...wrappers]);
    case 'wrapper':
      return named(({ wrappers }) => wrappers);
    case 'schema':
      return named(({ schemas }) => schemas);
    case 'extension':
      return named(({ extensions }) => extensions);
    case 'column':
    case 'query':
      return [];
  }
}

const qualifiedName = /^(?<schema>"(?:[^"]|"")*"|[^".]+)(?<dot>\.)(?<name>.*)$/s;

function variableValues(name: string): readonly string[] {
  const special = specialVariable(name);
  switch (special?.kind) {
    case 'flag':
      return ['on', 'off'];
    case 'flag-or':
      return ['on', 'off', ...special.words];
    case 'choice':
      return special.words;
    default:
      return [];
  }
}

/** Files as an argument names them: in quotes where a name would otherwise be cut or changed. A directory is to be gone on with. */
function files(typed: string): readonly string[] {
  const isQuoted = typed.startsWith("'");
  const plain = isQuoted ? typed.slice(1).replaceAll("''", "'").replaceAll('\\\\', '\\') : typed;
  const path = expandTilde(plain);
  const directory = plain.endsWith('/') ? path : dirname(path);
  const start = plain.endsWith('/') ? '' : basename(path);
  const shown = plain.slice(0, plain.length - (plain.endsWith('/') ? 0 : basename(plain).length));
  const written = (name: string, isDirectory: boolean): string => {
    if (!isQuoted && !/[\s'"`\\|:]/.test(name)) return name;
    return `'${name.replaceAll('\\', '\\\\').replaceAll("'", "''")}${isDirectory ? '' : "'"}`;
  };
  try {
    return readdirSync(directory === '' ? '.' : directory, { withFileTypes: true })
      .filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
      .map((entry) => written(shown + entry.name + (entry.isDirectory() ? '/' : ''), entry.isDirectory()));
  } catch {
    return [];
  }
}
