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
  /^(?:where|on|using|join|left|right|full|inner|cross|natural|group|order|having|limit|offset|union|except|intersect|set|values|select|returning|window|fetch|for|tablesample|as)$/i;

export function tablesInUse(statement: string, catalog: CompletionCatalog): readonly TableInUse[] {
  const { words, typed } = cursorAt(statement);
  const all: readonly Word[] = typed === '' ? words : [...words, { text: typed, kind: 'name', depth: 0 }];
  const found: TableInUse[] = [];
  let expects = false;
  for (let at = 0; at < all.length; at++) {
    const word = all[at] as Word;
    if (word.kind === 'name' && introduces.has(word.text.toUpperCase())) {
      expects = true;
    } else if (expects && word.kind === 'name') {
      const { relation, next } = relationAt(all, at, catalog);
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

function relationAt(words: readonly Word[], at: number, catalog: CompletionCatalog) {
  const first = catalogName((words[at] as Word).text);
  const qualified = words[at + 1]?.text === '.' && words[at + 2]?.kind === 'name';
  const name = qualified ? catalogName((words[at + 2] as Word).text) : first;
  const relation = catalog.relations.find(
    (each) => each.name === name && (qualified ? each.schema === first : each.visible),
  );
  return { relation, next: at + (qualified ? 3 : 1) };
}

function aliasAt(words: readonly Word[], at: number): { readonly alias: string | undefined; readonly after: number } {
  const start = words[at]?.text.toUpperCase() === 'AS' ? at + 1 : at;
  const word = words[start];
  if (word?.kind !== 'name' || notAlias.test(word.text)) return { alias: undefined, after: start };
  return { alias: catalogName(word.text), after: start + 1 };
}
