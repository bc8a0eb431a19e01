/** The corpus: statements in files, one a paragraph, and what the tests ask of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function file(name: string): string {
  return readFileSync(fileURLToPath(new URL(`corpus/${name}`, import.meta.url)), 'utf8');
}

function paragraphs(name: string): string[] {
  return file(name)
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Statements that PostgreSQL's grammar takes. */
export const right = ['expression.sql', 'select.sql', 'dml.sql', 'ddl.sql', 'utility.sql'].flatMap(paragraphs);

/** Statements that PostgreSQL's grammar refuses. */
export const wrong = paragraphs('wrong.sql');

/** What PostgreSQL 18's EXPLAIN (VERBOSE) prints of expressions: the plan's key, and the text. */
export const explained = file('explained.txt')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const colon = line.indexOf(': ');
    return { key: line.slice(0, colon), text: line.slice(colon + 2) };
  });

/** A node without what says where and how it was written: spans, and whether names were in quotes. */
export function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, field]) => !/span$/i.test(key) && key !== 'quoted' && field !== undefined,
  );
  return Object.fromEntries(kept.map(([key, field]) => [key, meaning(field)]));
}
