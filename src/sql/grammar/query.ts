/**
 * The statements of every day: queries, changes of rows, EXPLAIN, PREPARE, and those that are only passed on. Chevrotain takes
 * time to analyse each rule, so that what is seldom needed (DDL, SQL/XML, SQL/JSON) is left to whole.ts, which builds on this.
 */
import type { Expression, Identifier } from '../expression.ts';
import type { SortItem, TypeName } from '../select.ts';
import type { Deallocate, Execute, Explain, Other, Prepare, Statement, UtilityOption } from '../statement.ts';
import type { SqlToken } from '../tokenize.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { DmlGrammar } from './dml.ts';

export class QueryGrammar extends DmlGrammar {
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

  protected readonly statement: Rule<Statement> = this.RULE('statement', () =>
    this.OR<Statement>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.preparable) },
        { ALT: () => this.SUBRULE(this.explain) },
        { GATE: () => this.preparesStatement(), ALT: () => this.SUBRULE(this.prepare) },
        { ALT: () => this.SUBRULE(this.execute) },
        { ALT: () => this.SUBRULE(this.deallocate) },
        { GATE: () => this.isPassedOn(), ALT: () => this.SUBRULE(this.other) },
      ],
    }),
  );

  /** PREPARE TRANSACTION 'id' is something else. */
  protected preparesStatement(): boolean {
    return !(this.ahead(2, K.TRANSACTION) && this.ahead(3, T.StringLiteral));
  }

  /** A statement that is PostgreSQL's business alone: kept as text. */
  protected readonly other: Rule<Other> = this.RULE('other', (): Other => {
    const start = this.here();
    const words: string[] = [];
    this.ACTION(() => {
      for (let at = 1; at <= 4; at++) {
        const token = this.LA(at);
        if (!this.isA(token, T.ColLabel) || (token as SqlToken).quoted) break;
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

  protected isPassedOn(): boolean {
    return passedOn.has(this.LA(1).tokenType);
  }

  /** What EXPLAIN can explain. */
  protected readonly explainable: Rule<Statement> = this.RULE('explainable', () =>
    this.OR<Statement>([{ ALT: () => this.SUBRULE(this.preparable) }, { ALT: () => this.SUBRULE(this.execute) }]),
  );

  protected readonly explain: Rule<Explain> = this.RULE('explain', (): Explain => {
    const start = this.here();
    this.CONSUME(K.EXPLAIN);
    const options = this.OR<UtilityOption[]>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => !this.opensQuery(), ALT: () => this.SUBRULE(this.utilityOptions) },
        { ALT: () => this.SUBRULE(this.analyzeVerbose) },
      ],
    });
    const statement = this.SUBRULE(this.explainable);
    return { type: 'explain', span: this.since(start), options, statement };
  });

  /** The older `EXPLAIN ANALYZE VERBOSE`. */
  private readonly analyzeVerbose: Rule<UtilityOption[]> = this.RULE('analyzeVerbose', () => {
    const options: UtilityOption[] = [];
    this.OPTION(() => {
      const token = this.CONSUME(Any.analyze);
      options.push({ name: 'analyze', span: this.spanOf(token) });
    });
    this.OPTION1(() => options.push({ name: 'verbose', span: this.spanOf(this.CONSUME(K.VERBOSE)) }));
    return options;
  });

  /** `(ANALYZE, FORMAT json, COSTS off)`. */
  protected readonly utilityOptions: Rule<UtilityOption[]> = this.RULE('utilityOptions', () => {
    const options: UtilityOption[] = [];
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => options.push(this.SUBRULE(this.utilityOption)) });
    this.CONSUME(P.close);
    return options;
  });

  private readonly utilityOption: Rule<UtilityOption> = this.RULE('utilityOption', (): UtilityOption => {
    const start = this.here();
    const name = this.OR([
      { ALT: () => this.CONSUME(T.NonReservedWord) },
      { ALT: () => this.CONSUME(Any.analyze) },
      { ALT: () => this.CONSUME(T.FormatLa) },
    ]);
    const value = this.OPTION(() =>
      this.OR1([
        { ALT: () => this.CONSUME(K.TRUE).image },
        { ALT: () => this.CONSUME(K.FALSE).image },
        { ALT: () => this.CONSUME(K.ON).image },
        { ALT: () => this.CONSUME1(T.NonReservedWord).image },
        { ALT: () => this.CONSUME(T.StringLiteral).image },
        { ALT: () => this.SUBRULE(this.signedNumber) },
      ]),
    );
    return { name: name.image === 'analyse' ? 'analyze' : name.image, value, span: this.since(start) };
  });

  private readonly signedNumber: Rule<string> = this.RULE('signedNumber', () => {
    const start = this.here();
    this.OPTION(() => this.CONSUME(Any.sign));
    this.CONSUME(Any.number);
    return this.textOf(this.since(start));
  });

  protected readonly prepare: Rule<Prepare> = this.RULE('prepare', (): Prepare => {
    const start = this.here();
    const types: TypeName[] = [];
    this.CONSUME(K.PREPARE);
    const name = this.identifier(this.CONSUME(T.ColId));
    this.OPTION(() => {
      this.CONSUME(P.open);
      this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => types.push(this.SUBRULE(this.typeName)) });
      this.CONSUME(P.close);
    });
    this.CONSUME(K.AS);
    const statement = this.SUBRULE(this.preparable);
    return { type: 'prepare', span: this.since(start), name, types, statement };
  });

  protected readonly execute: Rule<Execute> = this.RULE('execute', (): Execute => {
    const start = this.here();
    let args: Expression[] = [];
    this.CONSUME(K.EXECUTE);
    const name = this.identifier(this.CONSUME(T.ColId));
    this.OPTION(() => {
      this.CONSUME(P.open);
      args = this.SUBRULE(this.expressionList);
      this.CONSUME(P.close);
    });
    return { type: 'execute', span: this.since(start), name, args };
  });

  protected readonly deallocate: Rule<Deallocate> = this.RULE('deallocate', (): Deallocate => {
    const start = this.here();
    this.CONSUME(K.DEALLOCATE);
    this.OPTION({
      // A statement may itself be called prepare.
      GATE: () => this.isA(this.LA(2), T.ColId) || this.ahead(2, K.ALL),
      DEF: () => this.CONSUME(K.PREPARE),
    });
    const name = this.OR<Identifier | undefined>([
      { ALT: () => this.CONSUME(K.ALL) && undefined },
      { ALT: () => this.identifier(this.CONSUME(T.ColId)) },
    ]);
    return { type: 'deallocate', span: this.since(start), name };
  });
}

/** The first words of the statements that are not read here. */
const passedOn = new Set([
  ...[K.ABORT, K.ALTER, K.BEGIN, K.CALL, K.CHECKPOINT, K.CLOSE, K.CLUSTER, K.COMMENT, K.COMMIT, K.CREATE, K.DISCARD],
  ...[K.DO, K.DROP, K.END, K.FETCH, K.GRANT, K.LISTEN, K.LOAD, K.LOCK, K.MOVE, K.NOTIFY, K.PREPARE, K.REASSIGN],
  ...[K.REFRESH, K.REINDEX, K.RELEASE, K.RESET, K.REVOKE, K.ROLLBACK, K.SAVEPOINT, K.SECURITY, K.SET, K.SHOW],
  ...[K.START, K.TRUNCATE, K.UNLISTEN, K.VACUUM],
]);
