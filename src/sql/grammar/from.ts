/** FROM: relations, subqueries, functions and joins of them (gram.y's table_ref). */
import type { Expression, FunctionCall, QualifiedName, SpecialCall, ValueFunction } from '../expression.ts';
import type { Alias, ColumnDefinition, FromItem, FunctionRef, Join, SubqueryRef, TableRef } from '../select.ts';
import type { Span } from '../span.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { PrimaryGrammar } from './primary.ts';

type TableCall = FunctionCall | SpecialCall | ValueFunction;
type RowsFrom = FunctionRef['calls'][number];

export abstract class FromGrammar extends PrimaryGrammar {
  protected readonly fromList: Rule<FromItem[]> = this.RULE('fromList', () => {
    const items: FromItem[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => items.push(this.SUBRULE(this.fromItem)) });
    return items;
  });

  protected readonly fromItem: Rule<FromItem> = this.RULE(
    'fromItem',
    (): FromItem =>
      this.nested(() => {
        const start = this.here();
        let left = this.SUBRULE(this.fromPrimary);
        this.MANY(() => {
          left = this.SUBRULE(this.join, { ARGS: [left, start] });
        });
        return left;
      }),
  );

  /** One JOIN after what stands to its left. */
  private readonly join: Rule<Join, [left?: FromItem, start?: number]> = this.RULE('join', (left, start = 0): Join => {
    const made = (join: Join['join'], natural: boolean, right: FromItem, condition: JoinCondition = {}): Join => {
      return { type: 'join', span: this.since(start), join, natural, left: left as FromItem, right, ...condition };
    };
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(K.CROSS);
          this.CONSUME(K.JOIN);
          return made('cross', false, this.SUBRULE(this.fromPrimary));
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.NATURAL);
          const kind = this.OPTION(() => this.SUBRULE(this.joinType)) ?? 'inner';
          this.CONSUME1(K.JOIN);
          return made(kind, true, this.SUBRULE1(this.fromPrimary));
        },
      },
      {
        ALT: () => {
          const kind = this.OPTION1(() => this.SUBRULE1(this.joinType)) ?? 'inner';
          this.CONSUME2(K.JOIN);
          // Joins up to this one's own condition belong to its right side: `a JOIN b JOIN c ON x ON y`.
          const right = this.SUBRULE(this.fromItem);
          const condition = this.SUBRULE(this.joinCondition);
          return made(kind, false, right, condition);
        },
      },
    ]);
  });

  private readonly joinType: Rule<Join['join']> = this.RULE(
    'joinType',
    () =>
      this.OR([
        { ALT: () => this.CONSUME(K.INNER) && 'inner' },
        {
          ALT: () => {
            const kind = this.CONSUME(Any.outer).image;
            this.OPTION(() => this.CONSUME(K.OUTER));
            return kind;
          },
        },
      ]) as Join['join'],
  );

  private readonly joinCondition: Rule<JoinCondition> = this.RULE('joinCondition', () =>
    this.OR<JoinCondition>([
      {
        ALT: () => {
          this.CONSUME(K.ON);
          return { on: this.SUBRULE(this.expression) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.USING);
          const using = this.SUBRULE(this.nameList);
          const usingAlias = this.OPTION(() => {
            this.CONSUME(K.AS);
            return this.identifier(this.CONSUME(T.ColId));
          });
          return { using, usingAlias };
        },
      },
    ]),
  );

  private readonly fromPrimary: Rule<FromItem> = this.RULE('fromPrimary', () =>
    this.OR<FromItem>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => (this.ahead(1, K.LATERAL) ? this.ahead(2, P.open) : this.opensQuery()),
          ALT: () => this.SUBRULE(this.subqueryRef),
        },
        { ALT: () => this.SUBRULE(this.parenthesisedJoin) },
        { ALT: () => this.SUBRULE(this.lateralFunction) },
        { ALT: () => this.SUBRULE(this.onlyTable) },
        { GATE: () => this.startsTableFunction(), ALT: () => this.SUBRULE(this.tableFunction) },
        { ALT: () => this.SUBRULE(this.tableOrFunction) },
      ],
    }),
  );

  private readonly subqueryRef: Rule<SubqueryRef> = this.RULE('subqueryRef', (): SubqueryRef => {
    const start = this.here();
    const lateral = this.OPTION(() => this.CONSUME(K.LATERAL)) !== undefined;
    const query = this.SUBRULE(this.parenthesisedSelect);
    const alias = this.OPTION1(() => this.SUBRULE(this.alias));
    return { type: 'from_subquery', span: this.since(start), lateral, query, alias };
  });

  /** `(a JOIN b ON ...)`, with or without an alias. */
  private readonly parenthesisedJoin: Rule<FromItem> = this.RULE('parenthesisedJoin', (): FromItem => {
    const start = this.here();
    this.CONSUME(P.open);
    const inner = this.SUBRULE(this.fromItem);
    const close = this.LA(1);
    this.CONSUME(P.close);
    // Only joins may stand in parentheses, and those without an alias of their own: `FROM (a)` is an error.
    this.ACTION(() => {
      if (inner.type !== 'join' || inner.alias !== undefined) throw this.refuse(close);
    });
    const alias = this.OPTION(() => this.SUBRULE(this.alias));
    if (alias === undefined || inner.type !== 'join') return inner;
    return { ...inner, span: this.since(start), alias };
  });

  private readonly onlyTable: Rule<TableRef> = this.RULE('onlyTable', (): TableRef => {
    const start = this.here();
    const relation = this.SUBRULE(this.onlyRelation);
    return { type: 'table', ...relation, ...this.SUBRULE(this.tableTail), span: this.since(start) };
  });

  /** `ONLY t` and `ONLY (t)`. */
  private readonly onlyRelation: Rule<Pick<TableRef, 'name' | 'nameSpan' | 'only'>> = this.RULE('onlyRelation', () => {
    this.CONSUME(K.ONLY);
    return this.OR([
      { ALT: () => ({ ...this.SUBRULE(this.relationName), only: true }) },
      {
        ALT: () => {
          this.CONSUME(P.open);
          const relation = this.SUBRULE1(this.relationName);
          this.CONSUME(P.close);
          return { ...relation, only: true };
        },
      },
    ]);
  });

  private readonly relationName: Rule<Pick<TableRef, 'name' | 'nameSpan'>> = this.RULE('relationName', () => {
    const start = this.here();
    const name = this.SUBRULE(this.qualifiedName);
    const nameSpan = this.since(start);
    this.ACTION(() => this.checkRelation(name, nameSpan));
    return { name, nameSpan };
  });

  private checkRelation(name: QualifiedName, { start }: Span): void {
    if (name.length <= 3) return;
    const written = name.map((part) => part.name).join('.');
    throw this.complain(start, `improper qualified name (too many dotted names): ${written}`);
  }

  /** gram.y's relation_expr: a relation without an alias, as UPDATE, TABLE and others take it. */
  protected readonly relation: Rule<TableRef> = this.RULE('relation', (): TableRef => {
    const start = this.here();
    const relation = this.OR([
      { ALT: () => this.SUBRULE(this.onlyRelation) },
      {
        ALT: () => {
          const named = this.SUBRULE(this.relationName);
          this.OPTION(() => this.CONSUME(P.star));
          return { ...named, only: false };
        },
      },
    ]);
    return { type: 'table', span: this.since(start), ...relation };
  });

  /** An alias and TABLESAMPLE. */
  private readonly tableTail: Rule<Pick<TableRef, 'alias' | 'sample'>> = this.RULE('tableTail', () => {
    const alias = this.OPTION(() => this.SUBRULE(this.alias));
    const sample = this.OPTION1(() => {
      this.CONSUME(K.TABLESAMPLE);
      const method = this.SUBRULE(this.functionName);
      this.CONSUME(P.open);
      const args = this.SUBRULE(this.expressionList);
      this.CONSUME(P.close);
      const repeatable = this.OPTION2(() => {
        this.CONSUME(K.REPEATABLE);
        this.CONSUME1(P.open);
        const seed = this.SUBRULE(this.expression);
        this.CONSUME1(P.close);
        return seed;
      });
      return { method, args, repeatable };
    });
    return { alias, sample };
  });

  private readonly functionName: Rule<QualifiedName> = this.RULE('functionName', () => {
    const parts = [this.identifier(this.CONSUME(T.NonReservedWord))];
    this.MANY(() => {
      this.CONSUME(P.dot);
      parts.push(this.identifier(this.CONSUME(T.ColLabel)));
    });
    return parts;
  });

  /** A name: a relation, or with parentheses a function. */
  private readonly tableOrFunction: Rule<FromItem> = this.RULE('tableOrFunction', (): FromItem => {
    const start = this.here();
    const first = this.LA(1);
    const name = this.SUBRULE(this.functionName);
    const nameSpan = this.since(start);
    return this.OR<FromItem>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => name.length > 1 || this.isA(first, T.TypeFunctionName),
          ALT: () => {
            const call = this.SUBRULE(this.callArguments, { ARGS: [name, start] });
            return this.SUBRULE(this.functionTail, { ARGS: [[{ call }], start, false, false] });
          },
        },
        {
          ALT: () => {
            this.ACTION(() => {
              if (!this.isA(first, T.ColId)) throw this.refuse(name.length > 1 ? first : this.LA(1));
              this.checkRelation(name, nameSpan);
            });
            this.OPTION(() => this.CONSUME(P.star));
            const tail = this.SUBRULE(this.tableTail);
            return { type: 'table', span: this.since(start), name, nameSpan, only: false, ...tail };
          },
        },
      ],
    });
  });

  private readonly lateralFunction: Rule<FunctionRef> = this.RULE('lateralFunction', (): FunctionRef => {
    const start = this.here();
    this.CONSUME(K.LATERAL);
    return this.OR<FunctionRef>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.startsTableFunction(),
          ALT: () => ({ ...this.SUBRULE(this.tableFunction, { ARGS: [true] }), span: this.since(start) }),
        },
        {
          ALT: () => {
            const named = this.here();
            const name = this.SUBRULE(this.functionName);
            const call = this.SUBRULE(this.callArguments, { ARGS: [name, named] });
            return this.SUBRULE(this.functionTail, { ARGS: [[{ call }], start, true, false] });
          },
        },
      ],
    });
  });

  /** Whether a function with a syntax of its own stands here, ROWS FROM included. */
  private startsTableFunction(): boolean {
    if (this.ahead(1, K.ROWS)) return this.ahead(2, K.FROM);
    if (this.ahead(1, K.CURRENT_SCHEMA)) return !this.ahead(2, P.open);
    return this.isA(this.LA(1), T.ColId) || this.ahead(1, K.COLLATION) ? this.startsSpecialCall() : true;
  }

  private readonly tableFunction: Rule<FunctionRef, [lateral?: boolean]> = this.RULE(
    'tableFunction',
    (lateral = false): FunctionRef => {
      const start = this.here();
      return this.OR<FunctionRef>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            ALT: () => {
              const calls: RowsFrom[] = [];
              this.CONSUME(K.ROWS);
              this.CONSUME(K.FROM);
              this.CONSUME(P.open);
              this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => calls.push(this.SUBRULE(this.rowsFromItem)) });
              this.CONSUME(P.close);
              return this.SUBRULE(this.functionTail, { ARGS: [calls, start, lateral, true] });
            },
          },
          {
            ALT: () => {
              const call = this.SUBRULE(this.rareTable);
              const alias = this.OPTION(() => this.SUBRULE(this.alias));
              const made = { type: 'from_function', span: this.since(start), lateral, calls: [{ call }] } as const;
              return { ...made, rowsFrom: false, ordinality: false, alias };
            },
          },
          {
            ALT: () => {
              const call = this.SUBRULE(this.tableCall);
              return this.SUBRULE1(this.functionTail, { ARGS: [[{ call }], start, lateral, false] });
            },
          },
        ],
      });
    },
  );

  /** gram.y's func_expr_windowless, but for functions with plain names. */
  private readonly tableCall: Rule<TableCall> = this.RULE('tableCall', () =>
    this.OR<TableCall>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.specialCall) },
        { ALT: () => this.SUBRULE(this.keywordTableCall) },
        { ALT: () => this.SUBRULE(this.jsonAggregate) },
        { ALT: () => this.SUBRULE(this.valueFunction) },
        { ALT: () => this.SUBRULE(this.castTableCall) },
      ],
    }),
  );

  private readonly keywordTableCall: Rule<FunctionCall> = this.RULE('keywordTableCall', (): FunctionCall => {
    const next = this.LA(1);
    this.ACTION(() => {
      if (next.tokenType === K.GROUPING) throw this.refuse(this.LA(2));
    });
    return this.SUBRULE(this.keywordCall);
  });

  /** CAST(...) in FROM is a function to the grammar. */
  private readonly castTableCall: Rule<SpecialCall> = this.RULE('castTableCall', (): SpecialCall => {
    const start = this.here();
    const cast = this.SUBRULE(this.castCall) as Extract<Expression, { type: 'cast' }>;
    return this.special(start, 'CAST', [cast.operand, 'AS', cast.target]);
  });

  private readonly rowsFromItem: Rule<RowsFrom> = this.RULE('rowsFromItem', (): RowsFrom => {
    const start = this.here();
    const call = this.OR<TableCall>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => this.startsTableFunction(), ALT: () => this.SUBRULE(this.tableCall) },
        {
          ALT: () => {
            const name = this.SUBRULE(this.functionName);
            return this.SUBRULE(this.callArguments, { ARGS: [name, start] });
          },
        },
      ],
    });
    const definitions = this.OPTION(() => {
      this.CONSUME(K.AS);
      return this.SUBRULE(this.columnDefinitions);
    });
    return { call, definitions };
  });

  private readonly columnDefinitions: Rule<ColumnDefinition[]> = this.RULE('columnDefinitions', () => {
    const definitions: ColumnDefinition[] = [];
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        const name = this.identifier(this.CONSUME(T.ColId));
        const dataType = this.SUBRULE(this.typeName);
        const collation = this.OPTION(() => {
          this.CONSUME(K.COLLATE);
          return this.SUBRULE(this.qualifiedName);
        });
        definitions.push({ name, dataType, collation });
      },
    });
    this.CONSUME(P.close);
    return definitions;
  });

  /** WITH ORDINALITY and the alias of a function, which may define columns. */
  private readonly functionTail: Rule<
    FunctionRef,
    [calls?: RowsFrom[], start?: number, lateral?: boolean, rowsFrom?: boolean]
  > = this.RULE('functionTail', (calls = [], start = 0, lateral = false, rowsFrom = false): FunctionRef => {
    const ordinality = this.OPTION({
      GATE: () => this.ahead(2, K.ORDINALITY),
      DEF: () => {
        this.CONSUME(T.WithLa);
        return this.CONSUME(K.ORDINALITY);
      },
    });
    const alias = this.OPTION1(() => this.SUBRULE(this.functionAlias));
    const made = { type: 'from_function', span: this.since(start), lateral, rowsFrom, calls } as const;
    return { ...made, ordinality: ordinality !== undefined, alias };
  });

  private readonly functionAlias: Rule<Alias> = this.RULE('functionAlias', (): Alias => {
    const start = this.here();
    const as = this.OPTION(() => this.CONSUME(K.AS));
    const name = this.OPTION1(() => this.identifier(this.CONSUME(T.ColId)));
    const missing = this.LA(1);
    this.ACTION(() => {
      if (as !== undefined && name === undefined && !this.ahead(1, P.open)) throw this.refuse(missing);
    });
    return this.OR<Alias>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => name !== undefined && (this.ahead(3, P.comma) || this.ahead(3, P.close)),
          ALT: () => {
            const columns = this.SUBRULE(this.nameList);
            return { type: 'alias', span: this.since(start), name, columns };
          },
        },
        {
          GATE: () => as !== undefined || name !== undefined,
          ALT: () => {
            const definitions = this.SUBRULE(this.columnDefinitions);
            return { type: 'alias', span: this.since(start), name, definitions };
          },
        },
        { ALT: () => ({ type: 'alias', span: this.since(start), name }) },
      ],
    });
  });

  private readonly alias: Rule<Alias> = this.RULE('alias', (): Alias => {
    const start = this.here();
    this.OPTION(() => this.CONSUME(K.AS));
    const name = this.identifier(this.CONSUME(T.ColId));
    const columns = this.OPTION1(() => this.SUBRULE(this.nameList));
    return { type: 'alias', span: this.since(start), name, columns };
  });
}

type JoinCondition = Pick<Join, 'on' | 'using' | 'usingAlias'>;
