/** SAVEPOINT, ROLLBACK TO and RELEASE, which PostgreSQL's tags alone do not tell from each other and from ROLLBACK. */
import { splitStatements } from '../sql/split.ts';

export interface SavepointStatement {
  readonly kind: 'savepoint' | 'rollback to' | 'release';
  readonly name: string;
}

/** What may stand before a statement's first word, as a pattern. */
export const BLANK = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)`;
const PATTERN = new RegExp(
  String.raw`^${BLANK}*(?:(savepoint)|(rollback)(?:${BLANK}+(?:work|transaction))?${BLANK}+to(?:${BLANK}+savepoint)?|(release)(?:${BLANK}+savepoint)?)(?:${BLANK}+|(?="))("(?:[^"]|"")+"|[\w$\u0080-\uffff]+)`,
  'i',
);

/** The statement, if it is one of the three. */
export function savepointStatement(text: string): SavepointStatement | undefined {
  const [, savepoint, rollback, , written = ''] = PATTERN.exec(text) ?? [];
  if (written === '') return undefined;
  const name = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
  const kind = savepoint !== undefined ? 'savepoint' : rollback !== undefined ? 'rollback to' : 'release';
  return { kind, name };
}

/** By a request's statements, which of them are one of the three: each statement completes with one tag. */
export function savepointStatements(request: string): readonly (SavepointStatement | undefined)[] {
  if (!/savepoint|rollback|release/i.test(request)) return [];
  return splitStatements(request).map(({ start, end }) => savepointStatement(request.slice(start, end)));
}
