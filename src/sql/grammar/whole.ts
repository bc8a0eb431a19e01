/** The whole grammar: what query.ts has, and DDL, cursors, COPY, views, SQL/XML and SQL/JSON. */
import type { IToken, TokenType } from 'chevrotain';
import type { SpecialCall } from '../expression.ts';
import type { Other, Statement } from '../statement.ts';
import * as T from '../tokens.ts';
import { K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { CarrierGrammar } from './carrier.ts';

export class WholeGrammar extends CarrierGrammar {
  protected override readonly rareCall: Rule<SpecialCall> = this.OVERRIDE_RULE('rareCall', () =>
    this.OR([{ ALT: () => this.SUBRULE(this.xmlCall) }, { ALT: () => this.SUBRULE(this.jsonCall) }]),
  );

  protected override readonly rareTable: Rule<SpecialCall> = this.OVERRIDE_RULE('rareTable', () =>
    this.OR([{ ALT: () => this.SUBRULE(this.xmlTable) }, { ALT: () => this.SUBRULE(this.jsonTable) }]),
  );

  protected override readonly statement: Rule<Statement> = this.OVERRIDE_RULE('statement', () =>
    this.OR<Statement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.preparable) },
        { ALT: () => this.SUBRULE(this.explain) },
        { GATE: () => this.starts(K.CREATE, K.SERVER), ALT: () => this.SUBRULE(this.createServer) },
        { GATE: () => this.altersServer(), ALT: () => this.SUBRULE(this.alterServer) },
        { GATE: () => this.changesUserMapping(), ALT: () => this.SUBRULE(this.userMapping) },
        { GATE: () => this.starts(K.CREATE, K.FOREIGN, K.TABLE), ALT: () => this.SUBRULE(this.createForeignTable) },
        { ALT: () => this.SUBRULE(this.importForeignSchema) },
        { GATE: () => this.preparesStatement(), ALT: () => this.SUBRULE(this.prepare) },
        { ALT: () => this.SUBRULE(this.execute) },
        { ALT: () => this.SUBRULE(this.deallocate) },
        { ALT: () => this.SUBRULE(this.declareCursor) },
        { ALT: () => this.SUBRULE(this.copy) },
        { GATE: () => this.createsTableAs(), ALT: () => this.SUBRULE(this.createTableAs) },
        { GATE: () => this.creates(K.VIEW), ALT: () => this.SUBRULE(this.createView) },
        { ALT: () => this.SUBRULE(this.analyze) },
        { GATE: () => this.isPassedOn(), ALT: () => this.SUBRULE(this.other) },
      ],
    }),
  );

  protected override readonly explainable: Rule<Statement> = this.OVERRIDE_RULE('explainable', () =>
    this.OR<Statement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.preparable) },
        { ALT: () => this.SUBRULE(this.execute) },
        { ALT: () => this.SUBRULE(this.declareCursor) },
        { ALT: () => this.SUBRULE(this.createTableAs) },
        { ALT: () => this.SUBRULE(this.refresh) },
      ],
    }),
  );

  private readonly refresh: Rule<Other> = this.RULE('refresh', (): Other => {
    const start = this.here();
    this.CONSUME(K.REFRESH);
    this.CONSUME(K.MATERIALIZED);
    this.CONSUME(K.VIEW);
    this.AT_LEAST_ONE(() => this.CONSUME(T.Filler));
    const span = this.since(start);
    return { type: 'other', span, words: ['REFRESH', 'MATERIALIZED', 'VIEW'], text: this.textOf(span) };
  });

  /** A role may also be called mapping: CREATE USER mapping PASSWORD 'x'. */
  private changesUserMapping(): boolean {
    return this.ahead(2, K.USER) && this.ahead(3, K.MAPPING) && [K.FOR, K.IF, K.SERVER].includes(this.LA(4).tokenType);
  }

  private starts(...types: readonly TokenType[]): boolean {
    return types.every((type, index) => this.ahead(index + 1, type));
  }

  /** ALTER SERVER s OPTIONS or VERSION; OWNER TO and RENAME TO are PostgreSQL's own. */
  private altersServer(): boolean {
    return this.starts(K.ALTER, K.SERVER) && !this.ahead(4, K.OWNER) && !this.ahead(4, K.RENAME);
  }

  /** CREATE, then perhaps words like OR REPLACE and TEMP, then the kind of object. */
  private creates(...kind: readonly TokenType[]): boolean {
    if (!this.ahead(1, K.CREATE)) return false;
    let at = 2;
    while (beforeKind.has(this.LA(at).tokenType)) at++;
    return kind.every((type, index) => this.ahead(at + index, type));
  }

  private createsTableAs(): boolean {
    if (this.creates(K.MATERIALIZED, K.VIEW)) return true;
    if (!this.creates(K.TABLE)) return false;
    let depth = 0;
    for (let at = 2; !this.ahead(at, T.EndOfInput); at++) {
      if (this.ahead(at, P.open)) depth++;
      if (this.ahead(at, P.close)) depth--;
      if (depth === 0 && this.ahead(at, K.AS)) return true;
    }
    return false;
  }
}

/** What may stand between CREATE and the kind of object. */
const beforeKind = new Set([...[K.OR, K.REPLACE, K.TEMP, K.TEMPORARY, K.LOCAL, K.GLOBAL, K.UNLOGGED, K.RECURSIVE]]);

const rareStarts = new Set([K.CREATE, K.ALTER, K.DROP, K.IMPORT, K.DECLARE, K.COPY, K.ANALYZE, K.ANALYSE]);
const rarelyExplained = new Set([K.CREATE, K.DECLARE, K.REFRESH]);
const rareCalls = new Set([
  ...[K.XMLCONCAT, K.XMLELEMENT, K.XMLEXISTS, K.XMLFOREST, K.XMLPARSE, K.XMLPI, K.XMLROOT, K.XMLSERIALIZE, K.XMLTABLE],
  ...[K.JSON, K.JSON_SCALAR, K.JSON_SERIALIZE, K.JSON_OBJECT, K.JSON_ARRAY, K.JSON_OBJECTAGG, K.JSON_ARRAYAGG],
  ...[K.JSON_QUERY, K.JSON_VALUE, K.JSON_EXISTS, K.JSON_TABLE],
]);

/** Whether a text has anything in it that the smaller grammar does not know. */
export function needsWholeGrammar(tokens: readonly IToken[]): boolean {
  const [first] = tokens;
  if (first === undefined) return false;
  return (
    rareStarts.has(first.tokenType) ||
    (first.tokenType === K.EXPLAIN && tokens.some(({ tokenType }) => rarelyExplained.has(tokenType))) ||
    tokens.some(({ tokenType }, at) => rareCalls.has(tokenType) && tokens[at + 1]?.tokenType === P.open)
  );
}
