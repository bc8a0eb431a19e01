/** The tables a statement names, and what it calls them: whose columns can be meant. The whole statement counts, also what stands after the cursor. */
import type { CompletionCatalog, CompletionRelation } from './catalog.ts';
import { catalogName, cursorAt, type Word } from './words.ts';

export interface TableInUse {
  readonly relation: CompletionRelation;
  /** Its alias, or its own name. */
  readonly alias: string;
}

const introduces = new Set(['FROM', 'JOIN', 'UPDATE', 'INTO', 'USING', 'TABLE', 'ONLY', 'LATERAL']);
/** Words that follow a table and are no alias. */
const notAlias =
  /^(?:add|alter|drop|options|owner|rename|server|to|is|with|where|on|using|join|left|right|full|inner|cross|natural|group|order|having|limit|offset|union|except|intersect|set|values|select|returning|window|fetch|for|tablesample|as)$/i;

export function tablesInUse(statement: string, catalog: CompletionCatalog): readonly TableInUse[] {
  const words = wordsOf(statement);
  return tablesIn(words, [...namedQueries(words, catalog), ...catalog.relations]);
}

/** The statement's CTEs. */
export function queriesOf(statement: string, catalog: CompletionCatalog): readonly CompletionRelation[] {
  return namedQueries(wordsOf(statement), catalog);
}

function wordsOf(statement: string): readonly Word[] {
  const { words, typed, depth } = cursorAt(statement);
  if (typed === '') return words;
  return [...words, { text: typed, kind: 'name', depth, start: statement.length - typed.length }];
}

/** A query that the statement holds, as a relation. */
function queryRelation(name: string, columns: readonly string[]): CompletionRelation {
  const nothing = { oid: 0, schema: '', rawItemColumn: undefined, attributes: {} };
  return { ...nothing, name, columns, kind: 'v', visible: true };
}

/** `WITH name [(columns)] AS (...)`; a later one may read an earlier one. */
function namedQueries(words: readonly Word[], catalog: CompletionCatalog): readonly CompletionRelation[] {
  const found: CompletionRelation[] = [];
  for (const [at, word] of words.entries()) {
    if (word.kind !== 'name' || !/^(?:WITH|RECURSIVE|,)$/i.test(words[at - 1]?.text ?? '')) continue;
    const list = words[at + 1]?.text === '(' ? within(words, at + 1) : undefined;
    let open = list === undefined ? at + 1 : list.end + 1;
    if (words[open]?.text.toUpperCase() !== 'AS') continue;
    while (/^(?:AS|NOT|MATERIALIZED)$/i.test(words[open]?.text ?? '')) open++;
    if (!beginsQuery(words, open)) continue;
    const named = list?.words.filter(({ kind }) => kind === 'name').map(({ text }) => catalogName(text));
    const columns = named ?? columnsOfQuery(within(words, open).words, [...found, ...catalog.relations]);
    found.push(queryRelation(catalogName(word.text), columns));
  }
  return found;
}

function beginsQuery(words: readonly Word[], open: number): boolean {
  return words[open]?.text === '(' && /^(?:SELECT|WITH|VALUES|TABLE)$/i.test(words[open + 1]?.text ?? '');
}

/** What stands in the parentheses that open at `open`, and where they close. */
function within(words: readonly Word[], open: number): { readonly words: readonly Word[]; readonly end: number } {
  const depth = words[open]?.depth ?? 0;
  const closing = words.findIndex(({ text, depth: each }, at) => at > open && text === ')' && each === depth);
  const end = closing < 0 ? words.length : closing;
  return { words: words.slice(open + 1, end), end };
}

/** The names of the columns of a query, as far as its text tells them. */
function columnsOfQuery(words: readonly Word[], relations: readonly CompletionRelation[]): readonly string[] {
  const depth = words[0]?.depth ?? 0;
  const start = words.findIndex(({ text, depth: each }) => each === depth && /^SELECT$/i.test(text));
  if (start < 0) return [];
  const length = words
    .slice(start + 1)
    .findIndex(
      ({ text, depth: each }) => each === depth && /^(?:FROM|WHERE|UNION|EXCEPT|INTERSECT|LIMIT)$/i.test(text),
    );
  const list = words.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  const items: Word[][] = [[]];
  for (const word of list) {
    if (word.depth === depth && word.text === ',') items.push([]);
    else if (word.depth === depth) items.at(-1)?.push(word);
  }
  return items.flatMap((item) => {
    const last = item.findLast(({ text }) => text !== '(' && text !== ')');
    if (last?.kind === 'name') return [catalogName(last.text)];
    if (last?.text !== '*') return [];
    const owner = item.length > 2 ? catalogName(item[0]?.text ?? '') : undefined;
    return tablesIn(words, relations)
      .filter(({ alias }) => owner === undefined || alias === owner)
      .flatMap(({ relation }) => relation.columns);
  });
}

function tablesIn(all: readonly Word[], relations: readonly CompletionRelation[]): readonly TableInUse[] {
  const found: TableInUse[] = [];
  let expects = false;
  for (let at = 0; at < all.length; at++) {
    const word = all[at] as Word;
    if (word.kind === 'name' && introduces.has(word.text.toUpperCase())) {
      expects = true;
    } else if (expects && beginsQuery(all, at)) {
      const query = within(all, at);
      const { alias, after } = aliasAt(all, query.end + 1);
      found.push(...tablesIn(query.words, relations));
      if (alias !== undefined) {
        found.push({ relation: queryRelation(alias, columnsOfQuery(query.words, relations)), alias });
      }
      expects = all[after]?.text === ',';
      at = expects ? after : after - 1;
    } else if (expects && word.kind === 'name') {
      const { relation, next } = relationAt(all, at, relations);
      const { alias, after } = aliasAt(all, next);
      if (relation !== undefined) found.push({ relation, alias: alias ?? relation.name });
      // More tables may follow after a comma.
      expects = all[after]?.text === ',';
      at = expects ? after : after - 1;
    } else {
      expects = false;
    }
  }
  return found;
}

function relationAt(words: readonly Word[], at: number, relations: readonly CompletionRelation[]) {
  const first = catalogName((words[at] as Word).text);
  const qualified = words[at + 1]?.text === '.' && words[at + 2]?.kind === 'name';
  const name = qualified ? catalogName((words[at + 2] as Word).text) : first;
  const relation = relations.find((each) => each.name === name && (qualified ? each.schema === first : each.visible));
  return { relation, next: at + (qualified ? 3 : 1) };
}

function aliasAt(words: readonly Word[], at: number): { readonly alias: string | undefined; readonly after: number } {
  const start = words[at]?.text.toUpperCase() === 'AS' ? at + 1 : at;
  const word = words[start];
  if (word?.kind !== 'name' || notAlias.test(word.text)) return { alias: undefined, after: start };
  return { alias: catalogName(word.text), after: start + 1 };
}
