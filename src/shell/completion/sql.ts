/** What Tab offers within a statement. */
import { SETTINGS } from '../../engine/settings.ts';
import type { Completions } from '../editor.ts';
import type { Shell } from '../shell.ts';
import { keywordCandidates, nameCandidates, stringCandidates } from './candidates.ts';
import { type CompletionCatalog, completionCatalog, isOffered } from './catalog.ts';
import { documentPlace, keysUnder, pathsUnder, stepBefore, takesPath } from './document-keys.ts';
import { functionCandidates } from './functions.ts';
import { isTableName, namesGiven, type OptionPlace, optionNames, optionPlace, optionValues } from './options.ts';
import { afterFirst, clauses, explainOptions, followers, inClause, statements, wantsOperand } from './phrases.ts';
import { attributePaths, indexNames, remoteIndexNames, remoteTableNames } from './remote.ts';
import { queriesOf, tablesInUse } from './tables-in-use.ts';
import { type Cursor, catalogName, cursorAt, statementAround, type Word } from './words.ts';

/** Kinds of relation (pg_class.relkind) that a query reads. */
const readable = 'rpvmf';
/** Where a column is named without its table. */
const columnAlone =
  /\bUSING \((?:[^()]* ,)?$|^INSERT INTO [^(]*\((?:[^()]* ,)?$|^ALTER .*\bCOLUMN$|^UPDATE .*\bSET(?: [^()]* ,)?$/;
/** The words before a table that is read. */
const reads = /^(?:FROM|JOIN|USING|TABLE|LATERAL)$/;

/** `textBefore` and `textAfter` are what has been typed around the cursor, earlier lines included. */
export async function completeSql(shell: Shell, textBefore: string, textAfter: string): Promise<Completions> {
  const { before, after } = statementAround(textBefore, textAfter);
  const cursor = cursorAt(before);
  const { words, typed } = cursor;
  const offer = (candidates: readonly string[], replaces = typed): Completions => ({
    candidates: [...new Set(candidates)].sort(),
    replaces,
  });

  if (cursor.inComment) return offer([]);
  const whole = wholeStatement(cursor, before, after);
  const place = optionPlace(cursor);
  if (place !== undefined) {
    const values = async (): Promise<readonly string[]> =>
      isTableName(place)
        ? remoteNames(shell, whole)
        : ((await valuesOfTable(shell, place, cursor, whole)) ?? optionValues(place));
    if (cursor.inString) return offer(stringCandidates(typed, await values()));
    if (place.option !== undefined && typed === '') return offer(stringCandidates("'", await values()));
    return offer(nameCandidates(typed, without(optionNames(place.object), place.given)));
  }
  const keys = await keysOfDocument(shell, cursor, whole);
  if (keys !== undefined) return offer(stringCandidates(cursor.inString ? typed : "'", keys));
  if (cursor.inString) return offer([]);
  const imported = importedNames(cursor);
  if (imported !== undefined) return offer(nameCandidates(typed, without(await remoteNames(shell, whole), imported)));

  const spoken = words
    .map(({ text }) => text)
    .join(' ')
    .toUpperCase();
  const last = words.at(-1)?.text.toUpperCase() ?? '';
  if (words.length === 0) return offer(keywordCandidates(shell, typed, statements));

  const phrases = phrasesAfter(
    words.map(({ text }) => text.toUpperCase()),
    spoken,
  );
  const explain = explainCandidates(shell, cursor);
  if (explain !== undefined) return offer(explain);
  const setting = settingCandidates(shell, cursor, spoken);
  if (setting !== undefined) return offer(setting);
  const catalog = await completionCatalog(shell, `${before} ${after}`);
  if (last === '.') return offer(afterDot(cursor, whole, catalog));
  const named = nameWanted(spoken, last, typed);
  if (named !== undefined) {
    const names = [...named(catalog), ...(reads.test(last) ? queriesOf(whole, catalog).map(({ name }) => name) : [])];
    return offer([...nameCandidates(typed, names), ...keywordCandidates(shell, typed, phrases ?? [])]);
  }
  if (phrases !== undefined) return offer(keywordCandidates(shell, typed, phrases));
  if (typed === '' && endsOperand(words)) {
    // A number may go on where it ends.
    return offer(/\d$/.test(before) ? [] : keywordCandidates(shell, typed, clausesAfter(cursor)));
  }
  const used = tablesInUse(before.slice(0, before.length - typed.length) + after, catalog);
  const isAlone = columnAlone.test(spoken);
  const columns = used.flatMap(({ relation, alias }) => (isAlone ? relation.columns : [...relation.columns, alias]));
  const found = [...nameCandidates(typed, columns), ...(typed === '' ? [] : keywordCandidates(shell, typed, clauses))];
  return offer(found.length > 0 ? found : await functionCandidates(shell, typed));
}

/** True where what goes before is a whole operand: a name, a value, a closing parenthesis, `SELECT *`. An operator or a clause follows, or an alias. */
function endsOperand(words: readonly Word[]): boolean {
  const [before, last] = [words.at(-2), words.at(-1)];
  if (last?.kind === 'string' || last?.text === ')') return true;
  if (last?.text === '*') return /^(?:SELECT|DISTINCT|,|\.|\()$/i.test(before?.text ?? '');
  if (last?.kind === 'symbol') return /^[0-9]$/.test(last.text);
  return last?.kind === 'name' && !wantsOperand.test(last.text);
}

/** What may go on from an operand, by the clause that it is in. */
function clausesAfter({ words, depth }: Cursor): readonly string[] {
  const clause = words.findLast(
    ({ text, depth: each }) => each === depth && inClause[text.toUpperCase()] !== undefined,
  );
  // SET has a setting before it is a clause.
  const name = clause?.text.toUpperCase() ?? '';
  return name === 'SET' && clause === words[0] ? [] : (inClause[name] ?? []);
}

/** The statement around the cursor. A string or a quoted name that is being typed may have its closing quote behind the cursor already. */
function wholeStatement({ inString, typed }: Cursor, before: string, after: string): string {
  const isName = /^"(?:[^"]|"")*$/.test(typed);
  const quote = inString ? "'" : isName ? '"' : '';
  if (quote === '') return `${before} ${after}`;
  return after.split(quote).length % 2 === 0 ? before + after : `${before}${quote} ${after}`;
}

function without(names: readonly string[], given: readonly string[]): readonly string[] {
  return names.filter((name) => !given.includes(name));
}

/** The names given so far in the parentheses of IMPORT's LIMIT TO and EXCEPT; undefined elsewhere. */
function importedNames({ words, depth }: Cursor): readonly string[] | undefined {
  if (words[0]?.text.toUpperCase() !== 'IMPORT' || depth !== 1) return undefined;
  const open = words.findLastIndex(({ text }) => text === '(');
  return /^(?:TO|EXCEPT)$/i.test(words[open - 1]?.text ?? '') ? namesGiven(words.slice(open + 1)) : undefined;
}

/** The names of the DynamoDB tables of the server that the statement names; of every server where it names none yet. */
async function remoteNames(shell: Shell, statement: string): Promise<readonly string[]> {
  const server = await serverNamed(shell, statement);
  return remoteTableNames(shell, server === undefined ? (await completionCatalog(shell)).servers : [server]);
}

/** The server that the statement names, where there is one of that name. */
async function serverNamed(shell: Shell, statement: string): Promise<string | undefined> {
  const { servers } = await completionCatalog(shell);
  const named = /\bSERVER\s+("(?:[^"]|"")+"|[\w$]+)/i.exec(statement)?.[1];
  return named === undefined ? undefined : servers.find((server) => server === catalogName(named));
}

/** What the DynamoDB table of the foreign table that is made or altered has: the names of its indexes, paths of its attributes. */
async function valuesOfTable(
  shell: Shell,
  { object, option }: OptionPlace,
  { words }: Cursor,
  statement: string,
): Promise<readonly string[] | undefined> {
  const ask = object === 'foreign table' && option === 'index' ? indexNames : attributePaths;
  if (ask === attributePaths && (object !== 'column' || option !== 'attribute')) return undefined;
  if (ask === indexNames && words[0]?.text.toUpperCase() === 'CREATE') {
    const server = await serverNamed(shell, statement);
    const table = tableBeingMade(words);
    return server === undefined || table === undefined ? undefined : remoteIndexNames(shell, server, table);
  }
  if (words[0]?.text.toUpperCase() !== 'ALTER') return undefined;
  const [altered] = tablesInUse(words.map(({ text }) => text).join(' '), await completionCatalog(shell));
  return altered?.relation.kind === 'f' ? ask(shell, altered.relation.oid) : undefined;
}

/** The DynamoDB table of a foreign table that is being made: what the option says that is given before, or its own name. */
function tableBeingMade(words: readonly Word[]): string | undefined {
  const option = words.findLastIndex(({ text, depth }) => depth === 1 && catalogName(text) === 'table');
  const value = words[option + 1];
  if (option > 0 && value?.kind === 'string') return value.text.slice(1, -1).replaceAll("''", "'");
  const name = words[words.findIndex(({ text }) => text === '(') - 1];
  return name?.kind === 'name' ? catalogName(name.text) : undefined;
}

/** The keys that may follow `->`; undefined where no document is at the cursor. */
async function keysOfDocument(shell: Shell, cursor: Cursor, statement: string): Promise<readonly string[] | undefined> {
  // An operator that takes a key, or that and an opened quote: nothing is read for anything else.
  const step = stepBefore(cursor.words, cursor.words.length);
  if (step === 0 || (!cursor.inString && cursor.typed !== '')) return undefined;
  const place = documentPlace(cursor, statement, await completionCatalog(shell));
  if (place === undefined) return undefined;
  const paths = await attributePaths(shell, place.oid);
  return takesPath(cursor.words) ? pathsUnder(place.above, paths) : keysUnder(place.above, paths);
}

/** Phrases that go on from the words so far; a phrase may have been begun by the last of them. */
function phrasesAfter(words: readonly string[], spoken: string): readonly string[] | undefined {
  const [first = '', ...rest] = words;
  const begun = rest.join(' ');
  const continuations = (afterFirst[first] ?? [])
    .filter((phrase) => begun === '' || phrase.startsWith(`${begun} `))
    .map((phrase) => (begun === '' ? phrase : phrase.slice(begun.length + 1)));
  const followed = followers.flatMap(([after, phrases]) => (after.test(spoken) ? phrases : []));
  const all = [...continuations, ...followed];
  return all.length === 0 ? undefined : all;
}

/** Within the parentheses of EXPLAIN: an option, or its value. */
function explainCandidates(shell: Shell, { words, depth, typed }: Cursor): readonly string[] | undefined {
  if (words[0]?.text.toUpperCase() !== 'EXPLAIN' || words[1]?.text !== '(' || depth !== 1) return undefined;
  const last = words.at(-1)?.text.toUpperCase() ?? '';
  const values = explainOptions[last] ?? Object.keys(explainOptions);
  return keywordCandidates(shell, typed, values);
}

/** The settings of SET, SHOW and RESET, and their values. */
function settingCandidates(shell: Shell, { typed }: Cursor, spoken: string): readonly string[] | undefined {
  const settings = Object.values(SETTINGS);
  if (/^(?:SET|SET LOCAL|SET SESSION|SHOW|RESET)$/.test(spoken)) {
    const names = [...settings.map(({ name }) => name), 'search_path', 'timezone', 'datestyle', 'statement_timeout'];
    const found = names.filter((name) => name.startsWith(typed.toLowerCase()));
    return spoken === 'RESET' || spoken === 'SHOW' ? [...found, ...keywordCandidates(shell, typed, ['ALL'])] : found;
  }
  if (/^(?:SET|SET LOCAL|SET SESSION|SHOW|RESET) DYNAMODB_FDW \.$/.test(spoken)) {
    return settings
      .map(({ name }) => name.slice('dynamodb_fdw.'.length))
      .filter((name) => name.startsWith(typed.toLowerCase()));
  }
  const [, value, sign] =
    /^SET(?: LOCAL| SESSION)? (\S+ \. \S+|(?!TIME$|ROLE$|TRANSACTION$)\S+)(?: (=|TO))?$/.exec(spoken) ?? [];
  if (value === undefined || value === 'SEARCH_PATH') return undefined;
  if (sign === undefined) return keywordCandidates(shell, typed, ['TO', '=']);
  const name = value.replaceAll(' ', '').toLowerCase();
  const choices = settings.find((setting) => setting.name === name)?.choices ?? [];
  const begun = typed.toLowerCase();
  return [...choices.filter((choice) => choice.startsWith(begun)), ...keywordCandidates(shell, typed, ['DEFAULT'])];
}

/** Where a name of one kind is wanted, those names. */
function nameWanted(
  spoken: string,
  last: string,
  typed: string,
): ((catalog: CompletionCatalog) => readonly string[]) | undefined {
  const relations =
    (kinds: string) =>
    ({ relations: all }: CompletionCatalog): readonly string[] =>
      all.filter((each) => each.visible && kinds.includes(each.kind) && isOffered(each, typed)).map(({ name }) => name);
  const own = ({ schemas }: CompletionCatalog): readonly string[] =>
    schemas.filter((name) => name !== 'pg_catalog' && name !== 'information_schema');
  const tail = spoken.replace(/ IF (?:NOT )?EXISTS$/, '');
  if (/\bIMPORT FOREIGN SCHEMA$/.test(tail)) return () => ['public'];
  if (/\bIMPORT FOREIGN SCHEMA\b.*\bINTO$/.test(tail)) return own;
  if (/^SET(?: LOCAL| SESSION)? SEARCH_PATH (?:=|TO)(?: \S+ ,)*$/.test(tail)) return ({ schemas }) => schemas;
  if (/^(?:GRANT|REVOKE) .*\bON$|^COMMENT ON COLUMN$/.test(tail)) return relations(readable);
  if (/^CREATE (?:SERVER|FOREIGN TABLE|TABLE|VIEW|SCHEMA)$/.test(tail)) return undefined;
  if (/\bFOREIGN DATA WRAPPER$/.test(tail)) return ({ wrappers }) => [...new Set(['dynamodb_fdw', ...wrappers])];
  if (/\bSERVER$/.test(tail)) return ({ servers }) => servers;
  if (/\bEXTENSION$/.test(tail)) return ({ extensions }) => [...new Set(['dynamodb_fdw', ...extensions])];
  if (/^(?:(?:EXPLAIN\b.* )?EXECUTE|DEALLOCATE(?: PREPARE)?)$/.test(tail)) return ({ prepared }) => prepared;
  if (/^(?:DROP|ALTER|COMMENT ON) SCHEMA$/.test(tail)) return own;
  if (/^(?:DROP|ALTER|COMMENT ON) FOREIGN TABLE$/.test(tail)) return relations('f');
  if (/^(?:DROP|ALTER|COMMENT ON) VIEW$/.test(tail)) return relations('v');
  if (/^(?:DROP|ALTER|COMMENT ON) TABLE$/.test(tail)) return relations('rp');
  if (/^(?:FROM|JOIN|UPDATE|INTO|TABLE|ONLY|COPY|ANALYZE|TRUNCATE)$/.test(last)) {
    return (catalog) => [...relations(readable)(catalog), ...catalog.schemas];
  }
  return undefined;
}

/** After `alias.` its columns, after `schema.` its relations. */
function afterDot({ words, typed }: Cursor, statement: string, catalog: CompletionCatalog): readonly string[] {
  const owner = catalogName(words.at(-2)?.text ?? '');
  const columns = tablesInUse(statement, catalog)
    .filter(({ relation, alias }) => alias === owner || relation.name === owner)
    .flatMap(({ relation }) => relation.columns);
  if (columns.length === 0) {
    // FROM may still be to come, and what a comment is on has none.
    const all = [...queriesOf(statement, catalog), ...catalog.relations];
    columns.push(...(all.find(({ name, visible }) => visible && name === owner)?.columns ?? []));
  }
  const relations = catalog.relations.filter(({ schema }) => schema === owner).map(({ name }) => name);
  return nameCandidates(typed, [...columns, ...relations]);
}
