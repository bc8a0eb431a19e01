/** The top of the grammar: which statement a text is. */
import type { TokenType } from 'chevrotain';
import type { Expression } from '../expression.ts';
import type { SortItem } from '../select.ts';
import type { Other, Statement } from '../statement.ts';
import * as T from '../tokens.ts';
import { K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { CarrierGrammar } from './carrier.ts';

export class SqlGrammar extends CarrierGrammar {
  constructor(options: { readonly validate: boolean }) {
    super(options);
    this.performSelfAnalysis();
  }

  /** One statement with or without its semicolon, and nothing else. */
  readonly oneStatement: Rule<Statement> = this.RULE('oneStatement', (): Statement => {
    const statement = this.OR<Statement>([
      { ALT: () => this.SUBRULE(this.statement) },
      { ALT: () => ({ type: 'other', span: { start: 0, end: 0 }, words: [], text: '' }) },
    ]);
    this.OPTION(() => this.CONSUME(P.semicolon));
    return statement;
  });

  readonly oneExpression: Rule<Expression> = this.RULE('oneExpression', () => this.SUBRULE(this.expression));

  readonly oneSortKey: Rule<SortItem> = this.RULE('oneSortKey', () => this.SUBRULE(this.sortItem));

  private readonly statement: Rule<Statement> = this.RULE('statement', () =>
    this.OR<Statement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.preparable) },
        { ALT: () => this.SUBRULE(this.explain) },
        { GATE: () => this.starts(K.CREATE, K.SERVER), ALT: () => this.SUBRULE(this.createServer) },
        { GATE: () => this.altersServer(), ALT: () => this.SUBRULE(this.alterServer) },
        { GATE: () => this.ahead(2, K.USER) && this.ahead(3, K.MAPPING), ALT: () => this.SUBRULE(this.userMapping) },
        { GATE: () => this.starts(K.CREATE, K.FOREIGN, K.TABLE), ALT: () => this.SUBRULE(this.createForeignTable) },
        { ALT: () => this.SUBRULE(this.importForeignSchema) },
        // PREPARE TRANSACTION 'id' is something else.
        { GATE: () => !this.ahead(3, T.StringLiteral), ALT: () => this.SUBRULE(this.prepare) },
        { ALT: () => this.SUBRULE(this.execute) },
        { ALT: () => this.SUBRULE(this.deallocate) },
        { ALT: () => this.SUBRULE(this.declareCursor) },
        { ALT: () => this.SUBRULE(this.copy) },
        { GATE: () => this.createsTableAs(), ALT: () => this.SUBRULE(this.createTableAs) },
        { GATE: () => this.creates(K.VIEW), ALT: () => this.SUBRULE(this.createView) },
        { ALT: () => this.SUBRULE(this.analyze) },
        { GATE: () => otherStarts.has(this.LA(1).tokenType), ALT: () => this.SUBRULE(this.other) },
      ],
    }),
  );

  protected override readonly explainable: Rule<Statement> = this.RULE('explainable', () =>
    this.OR<Statement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.preparable) },
        { ALT: () => this.SUBRULE(this.execute) },
        { ALT: () => this.SUBRULE(this.declareCursor) },
        { ALT: () => this.SUBRULE(this.createTableAs) },
        { GATE: () => this.ahead(2, K.MATERIALIZED), ALT: () => this.SUBRULE(this.refresh) },
      ],
    }),
  );

  /** A statement that is PostgreSQL's business alone: kept as text. */
  private readonly other: Rule<Other> = this.RULE('other', (): Other => {
    const start = this.here();
    const words: string[] = [];
    this.ACTION(() => {
      for (let at = 1; at <= 4; at++) {
        const token = this.LA(at);
        if (!this.isA(token, T.ColLabel) || (token as T.SqlToken).quoted) break;
        words.push(this.wordOf(token));
      }
    });
    this.AT_LEAST_ONE(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Filler) },
        { ALT: () => this.CONSUME(P.comma) },
        { ALT: () => this.CONSUME(P.open) },
        { ALT: () => this.CONSUME(P.close) },
        {
          // Semicolons stand inside of CREATE RULE and of BEGIN ATOMIC ... END.
          GATE: () => words[0] === 'CREATE' && !this.ahead(2, T.EndOfInput),
          ALT: () => this.CONSUME(P.semicolon),
        },
      ]),
    );
    const span = this.since(start);
    return { type: 'other', span, words, text: this.textOf(span) };
  });

  private readonly refresh: Rule<Other> = this.RULE('refresh', () => this.SUBRULE(this.other));

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

/** The first words of the statements that are not read here. */
const otherStarts = new Set([
  ...[K.ABORT, K.ALTER, K.BEGIN, K.CALL, K.CHECKPOINT, K.CLOSE, K.CLUSTER, K.COMMENT, K.COMMIT, K.CREATE, K.DISCARD],
  ...[K.DO, K.DROP, K.END, K.FETCH, K.GRANT, K.LISTEN, K.LOAD, K.LOCK, K.MOVE, K.NOTIFY, K.PREPARE, K.REASSIGN],
  ...[K.REFRESH, K.REINDEX, K.RELEASE, K.RESET, K.REVOKE, K.ROLLBACK, K.SAVEPOINT, K.SECURITY, K.SET, K.SHOW],
  ...[K.START, K.TRUNCATE, K.UNLISTEN, K.VACUUM],
]);
