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
import { type CompletionCatalog, completionCatalog } from './catalog.ts';

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
  if (command?.mode === 'whole-line') {
    const kind = command.completion?.[0];
    if (kind === undefined) return nothing;
    return { candidates: await candidates(shell, kind, rest, []), replaces: rest };
  }
  const words = rest.split(/\s+/);
  const typed = words.pop() ?? '';
  const kind = command?.completion?.[words.length];
  if (kind === undefined) return nothing;
  return { candidates: [...(await candidates(shell, kind, typed, words))].sort(), replaces: typed };
}

const nothing: Completions = { candidates: [], replaces: '' };

async function candidates(
  shell: Shell,
  kind: ArgumentCompletion,
  typed: string,
  earlier: readonly string[],
): Promise<readonly string[]> {
  const beginning = (words: readonly string[]): readonly string[] => words.filter((word) => word.startsWith(typed));
  const named = async (names: (catalog: CompletionCatalog) => readonly string[]): Promise<readonly string[]> =>
    nameCandidates(typed, names(await completionCatalog(shell)));
  const relations = (kinds: string): Promise<readonly string[]> =>
    named(({ relations: all }) => all.filter((each) => kinds.includes(each.kind)).map(({ name }) => name));
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
      const { sqlCommandNames } = await import('../sql-help/names.ts');
      return keywordCandidates(shell, typed, sqlCommandNames);
    }
    case 'pset-option':
      return beginning(psetOptions.map(({ name }) => name));
    case 'pset-value':
      return beginning(psetOptions.find(({ name }) => name === earlier[0])?.values ?? []);
    case 'relation':
      return relations('rpvmfSi');
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

function files(typed: string): readonly string[] {
  const path = expandTilde(typed);
  const directory = typed.endsWith('/') ? path : dirname(path);
  const start = typed.endsWith('/') ? '' : basename(path);
  const shown = typed.slice(0, typed.length - (typed.endsWith('/') ? 0 : basename(typed).length));
  try {
    return readdirSync(directory === '' ? '.' : directory, { withFileTypes: true })
      .filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
      .map((entry) => shown + entry.name + (entry.isDirectory() ? '/' : ''));
  } catch {
    return [];
  }
}
