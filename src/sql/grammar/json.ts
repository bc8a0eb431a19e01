/** SQL/JSON: the JSON_* constructors, aggregates and query functions, and JSON_TABLE. */
import type { Expression, SpecialCall } from '../expression.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { type Part, Parts } from './special.ts';
import { XmlGrammar } from './xml.ts';

export abstract class JsonGrammar extends XmlGrammar {
  protected readonly jsonCall: Rule<SpecialCall> = this.RULE('jsonCall', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.jsonParse) },
      { ALT: () => this.SUBRULE(this.jsonScalar) },
      { ALT: () => this.SUBRULE(this.jsonSerialize) },
      { ALT: () => this.SUBRULE(this.jsonObject) },
      { ALT: () => this.SUBRULE(this.jsonArray) },
      { ALT: () => this.SUBRULE(this.jsonQuery) },
    ]),
  );

  /** `x FORMAT JSON ENCODING utf8`. */
  private readonly jsonValue: Rule<Part[]> = this.RULE('jsonValue', () => {
    const parts = new Parts();
    parts.add(this.SUBRULE(this.expression));
    parts.add(this.OPTION(() => this.SUBRULE(this.jsonFormat)));
    return parts.list;
  });

  private readonly jsonFormat: Rule<string[]> = this.RULE('jsonFormat', () => {
    const words = ['FORMAT', 'JSON'];
    this.CONSUME(T.FormatLa);
    this.CONSUME(K.JSON);
    this.OPTION(() => {
      this.CONSUME(K.ENCODING);
      words.push('ENCODING', this.CONSUME(T.ColId).image);
    });
    return words;
  });

  private readonly jsonReturning: Rule<Part[]> = this.RULE('jsonReturning', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(K.RETURNING));
    parts.add(this.SUBRULE(this.typeName));
    parts.add(this.OPTION(() => this.SUBRULE(this.jsonFormat)));
    return parts.list;
  });

  private readonly jsonParse: Rule<SpecialCall> = this.RULE('jsonParse', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.JSON);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.jsonValue));
    parts.add(this.OPTION(() => this.SUBRULE(this.uniqueKeys)));
    this.CONSUME(P.close);
    return this.special(start, 'JSON', parts.list);
  });

  private readonly jsonScalar: Rule<SpecialCall> = this.RULE('jsonScalar', () => {
    const start = this.here();
    this.CONSUME(K.JSON_SCALAR);
    this.CONSUME(P.open);
    const value = this.SUBRULE(this.expression);
    this.CONSUME(P.close);
    return this.special(start, 'JSON_SCALAR', [value]);
  });

  private readonly jsonSerialize: Rule<SpecialCall> = this.RULE('jsonSerialize', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.JSON_SERIALIZE);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.jsonValue));
    parts.add(this.OPTION(() => this.SUBRULE(this.jsonReturning)));
    this.CONSUME(P.close);
    return this.special(start, 'JSON_SERIALIZE', parts.list);
  });

  /** `NULL ON NULL`, `ABSENT ON NULL`. */
  private readonly jsonNulls: Rule<string[]> = this.RULE('jsonNulls', () => {
    const what = this.wordOf(this.CONSUME(Any.jsonNull));
    this.CONSUME(K.ON);
    this.CONSUME1(K.NULL);
    return [what, 'ON', 'NULL'];
  });

  /** A key with operators needs parentheses before VALUE. */
  private checkKey(key: Expression, start: number): void {
    const bare = key.span.start === start && key.span.end === this.behind();
    if (this.ahead(1, K.VALUE) && bare && hasOperator(key)) throw this.refuse(this.LA(1));
  }

  /** `key : value` or `key VALUE value`. */
  private readonly jsonPair: Rule<Part[]> = this.RULE('jsonPair', () => {
    const parts = new Parts();
    const start = this.here();
    const key = this.SUBRULE(this.expression);
    parts.add(key);
    this.ACTION(() => this.checkKey(key, start));
    parts.word(this.CONSUME(Any.jsonColon));
    parts.add(this.SUBRULE(this.jsonValue));
    return parts.list;
  });

  /** What may follow the pairs: NULL ON NULL, WITH UNIQUE KEYS, RETURNING. */
  private readonly jsonObjectTail: Rule<Part[]> = this.RULE('jsonObjectTail', () => {
    const parts = new Parts();
    parts.add(this.OPTION(() => this.SUBRULE(this.jsonNulls)));
    parts.add(this.OPTION1(() => this.SUBRULE(this.uniqueKeys)));
    parts.add(this.OPTION2(() => this.SUBRULE(this.jsonReturning)));
    return parts.list;
  });

  private readonly jsonArrayTail: Rule<Part[]> = this.RULE('jsonArrayTail', () => {
    const parts = new Parts();
    parts.add(this.OPTION(() => this.SUBRULE(this.jsonNulls)));
    parts.add(this.OPTION1(() => this.SUBRULE(this.jsonReturning)));
    return parts.list;
  });

  /** JSON_OBJECT of pairs; also the older json_object(a, b), an ordinary function. */
  private readonly jsonObject: Rule<SpecialCall> = this.RULE('jsonObject', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.JSON_OBJECT);
    this.CONSUME(P.open);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => parts.add(this.SUBRULE(this.jsonReturning)) },
        {
          GATE: () => this.ahead(2, P.equalsGreater) || this.ahead(2, P.colonEquals),
          ALT: () => parts.add(this.SUBRULE(this.argumentsAsParts)),
        },
        {
          ALT: () => {
            const keyStart = this.here();
            const key = this.SUBRULE(this.expression);
            parts.add(key);
            this.ACTION(() => this.checkKey(key, keyStart));
            this.OPTION(() => {
              this.OR1([
                {
                  ALT: () => {
                    parts.word(this.CONSUME(Any.jsonColon));
                    parts.add(this.SUBRULE(this.jsonValue));
                    this.MANY(() => {
                      parts.word(this.CONSUME(P.comma));
                      parts.add(this.SUBRULE(this.jsonPair));
                    });
                    parts.add(this.SUBRULE(this.jsonObjectTail));
                  },
                },
                {
                  ALT: () => {
                    parts.word(this.CONSUME1(P.comma));
                    parts.add(this.SUBRULE1(this.argumentsAsParts));
                  },
                },
              ]);
            });
          },
        },
        { ALT: () => undefined },
      ],
    });
    this.CONSUME(P.close);
    return this.special(start, 'JSON_OBJECT', parts.list);
  });

  private readonly jsonArray: Rule<SpecialCall> = this.RULE('jsonArray', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.JSON_ARRAY);
    this.CONSUME(P.open);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.opensQuery(0),
          ALT: () => {
            parts.add(this.SUBRULE(this.selectStatement));
            parts.add(this.OPTION(() => this.SUBRULE(this.jsonFormat)));
            parts.add(this.OPTION1(() => this.SUBRULE(this.jsonReturning)));
          },
        },
        { ALT: () => parts.add(this.SUBRULE1(this.jsonReturning)) },
        {
          ALT: () => {
            parts.add(this.SUBRULE(this.jsonValue));
            this.MANY(() => {
              parts.word(this.CONSUME(P.comma));
              parts.add(this.SUBRULE1(this.jsonValue));
            });
            parts.add(this.SUBRULE(this.jsonArrayTail));
          },
        },
        { ALT: () => undefined },
      ],
    });
    this.CONSUME(P.close);
    return this.special(start, 'JSON_ARRAY', parts.list);
  });

  /** JSON_OBJECTAGG and JSON_ARRAYAGG. */
  protected override readonly jsonAggregate: Rule<SpecialCall> = this.OVERRIDE_RULE('jsonAggregate', () => {
    const start = this.here();
    const parts = new Parts();
    const name = this.OR([
      {
        ALT: () => {
          this.CONSUME(K.JSON_OBJECTAGG);
          this.CONSUME(P.open);
          parts.add(this.SUBRULE(this.jsonPair));
          parts.add(this.SUBRULE(this.jsonObjectTail));
          return 'JSON_OBJECTAGG';
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.JSON_ARRAYAGG);
          this.CONSUME1(P.open);
          parts.add(this.SUBRULE(this.jsonValue));
          this.OPTION(() => parts.add(this.SUBRULE(this.orderByAsParts)));
          parts.add(this.SUBRULE(this.jsonArrayTail));
          return 'JSON_ARRAYAGG';
        },
      },
    ]);
    this.CONSUME(P.close);
    return this.special(start, name, parts.list);
  });

  private readonly orderByAsParts: Rule<Part[]> = this.RULE('orderByAsParts', () => {
    const parts = new Parts();
    const items = this.SUBRULE(this.orderBy);
    this.ACTION(() => {
      parts.add(['ORDER', 'BY']);
      for (const { expression, direction, using, nulls } of items) {
        parts.comma(2);
        parts.add(expression);
        if (direction !== undefined) parts.add(direction.toUpperCase());
        if (using !== undefined) parts.add(['USING', using]);
        if (nulls !== undefined) parts.add(['NULLS', nulls.toUpperCase()]);
      }
    });
    return parts.list;
  });

  /** JSON_QUERY, JSON_VALUE and JSON_EXISTS. */
  private readonly jsonQuery: Rule<SpecialCall> = this.RULE('jsonQuery', () => {
    const start = this.here();
    const name = this.wordOf(this.CONSUME(Any.jsonQuery));
    const parts = new Parts();
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.jsonValue));
    parts.word(this.CONSUME(P.comma));
    parts.add(this.SUBRULE(this.expression));
    this.OPTION(() => parts.add(this.SUBRULE(this.jsonPassing)));
    this.OPTION1({
      GATE: () => name !== 'JSON_EXISTS',
      DEF: () => parts.add(this.SUBRULE(this.jsonReturning)),
    });
    this.OPTION2({
      GATE: () => name === 'JSON_QUERY',
      DEF: () => parts.add(this.SUBRULE(this.jsonWrapper)),
    });
    this.OPTION3({
      GATE: () => name === 'JSON_QUERY',
      DEF: () => parts.add(this.SUBRULE(this.jsonQuotes)),
    });
    this.OPTION4(() => parts.add(this.SUBRULE(this.jsonBehaviors, { ARGS: [name !== 'JSON_EXISTS'] })));
    this.CONSUME(P.close);
    return this.special(start, name, parts.list);
  });

  private readonly jsonPassing: Rule<Part[]> = this.RULE('jsonPassing', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(K.PASSING));
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        parts.comma(1);
        parts.add(this.SUBRULE(this.jsonValue));
        parts.word(this.CONSUME(K.AS));
        parts.name(this.CONSUME(T.ColLabel));
      },
    });
    return parts.list;
  });

  private readonly jsonWrapper: Rule<Part[]> = this.RULE('jsonWrapper', () => {
    const parts = new Parts();
    this.OR([
      { ALT: () => parts.word(this.CONSUME(K.WITHOUT)) },
      {
        ALT: () => {
          parts.word(this.CONSUME(K.WITH));
          this.OPTION(() => {
            parts.word(this.CONSUME(Any.jsonCondition));
          });
        },
      },
    ]);
    this.OPTION1(() => parts.word(this.CONSUME(K.ARRAY)));
    parts.word(this.CONSUME(K.WRAPPER));
    return parts.list;
  });

  private readonly jsonQuotes: Rule<Part[]> = this.RULE('jsonQuotes', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(Any.jsonQuotes));
    parts.word(this.CONSUME(K.QUOTES));
    this.OPTION(() => {
      parts.word(this.CONSUME(K.ON));
      parts.word(this.CONSUME(K.SCALAR));
      parts.word(this.CONSUME(K.STRING));
    });
    return parts.list;
  });

  private readonly jsonBehavior: Rule<Part[]> = this.RULE('jsonBehavior', () => {
    const parts = new Parts();
    this.OR([
      {
        ALT: () => {
          parts.word(this.CONSUME(K.DEFAULT));
          parts.add(this.SUBRULE(this.expression));
        },
      },
      { ALT: () => parts.word(this.CONSUME(Any.jsonDefault)) },
      {
        ALT: () => {
          parts.word(this.CONSUME(K.EMPTY));
          this.OPTION(() => parts.word(this.CONSUME(Any.arrayOrObject)));
        },
      },
    ]);
    parts.word(this.CONSUME(K.ON));
    return parts.list;
  });

  /** `x ON EMPTY y ON ERROR`; JSON_EXISTS and the like have no ON EMPTY. */
  private readonly jsonBehaviors: Rule<Part[], [onEmpty?: boolean]> = this.RULE('jsonBehaviors', (onEmpty = true) => {
    const parts = new Parts();
    parts.add(this.SUBRULE(this.jsonBehavior));
    this.OR([
      { ALT: () => parts.word(this.CONSUME(K.ERROR)) },
      {
        GATE: () => onEmpty,
        ALT: () => {
          parts.word(this.CONSUME(K.EMPTY));
          this.OPTION(() => {
            parts.add(this.SUBRULE1(this.jsonBehavior));
            parts.word(this.CONSUME1(K.ERROR));
          });
        },
      },
    ]);
    return parts.list;
  });

  /** JSON_TABLE, which stands in FROM alone. */
  protected readonly jsonTable: Rule<SpecialCall> = this.RULE('jsonTable', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.JSON_TABLE);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.jsonValue));
    parts.word(this.CONSUME(P.comma));
    parts.add(this.SUBRULE(this.expression));
    this.OPTION(() => {
      parts.word(this.CONSUME(K.AS));
      parts.name(this.CONSUME(T.ColId));
    });
    this.OPTION1(() => parts.add(this.SUBRULE(this.jsonPassing)));
    parts.add(this.SUBRULE(this.jsonColumns));
    this.OPTION2(() => parts.add(this.SUBRULE(this.jsonBehaviors, { ARGS: [false] })));
    this.CONSUME(P.close);
    return this.special(start, 'JSON_TABLE', parts.list);
  });

  private readonly jsonColumns: Rule<Part[]> = this.RULE('jsonColumns', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(K.COLUMNS));
    parts.word(this.CONSUME(P.open));
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        parts.comma(2);
        this.OR({
          IGNORE_AMBIGUITIES: true,
          DEF: [
            {
              // NESTED is also a name a column may have.
              GATE: () => this.ahead(2, K.PATH) || this.ahead(2, T.StringLiteral),
              ALT: () => parts.add(this.SUBRULE(this.jsonNested)),
            },
            { ALT: () => parts.add(this.SUBRULE(this.jsonColumn)) },
          ],
        });
      },
    });
    parts.word(this.CONSUME(P.close));
    return parts.list;
  });

  private readonly jsonNested: Rule<Part[]> = this.RULE('jsonNested', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(K.NESTED));
    this.OPTION(() => parts.word(this.CONSUME(K.PATH)));
    parts.add(this.literal(this.CONSUME(T.StringLiteral)));
    this.OPTION1(() => {
      parts.word(this.CONSUME(K.AS));
      parts.name(this.CONSUME(T.ColId));
    });
    parts.add(this.nested(() => this.SUBRULE(this.jsonColumns)));
    return parts.list;
  });

  private readonly jsonColumn: Rule<Part[]> = this.RULE('jsonColumn', () => {
    const parts = new Parts();
    parts.name(this.CONSUME(T.ColId));
    this.OR([
      {
        ALT: () => {
          parts.word(this.CONSUME(K.FOR));
          parts.word(this.CONSUME(K.ORDINALITY));
        },
      },
      {
        ALT: () => {
          parts.add(this.SUBRULE(this.typeName));
          const exists = this.OPTION(() => parts.word(this.CONSUME(K.EXISTS)) ?? true) === true;
          this.OPTION1({ GATE: () => !exists, DEF: () => parts.add(this.SUBRULE(this.jsonFormat)) });
          this.OPTION2(() => {
            parts.word(this.CONSUME(K.PATH));
            parts.add(this.literal(this.CONSUME(T.StringLiteral)));
          });
          this.OPTION3({ GATE: () => !exists, DEF: () => parts.add(this.SUBRULE(this.jsonWrapper)) });
          this.OPTION4({ GATE: () => !exists, DEF: () => parts.add(this.SUBRULE(this.jsonQuotes)) });
          this.OPTION5(() => parts.add(this.SUBRULE(this.jsonBehaviors, { ARGS: [!exists] })));
        },
      },
    ]);
    return parts.list;
  });
}

const operators = new Set<Expression['type']>([
  ...(['unary', 'binary', 'and', 'or', 'not', 'is', 'distinct', 'between', 'in', 'in_subquery', 'like'] as const),
  ...(['quantified', 'collate', 'at_time_zone', 'default'] as const),
]);

function hasOperator(node: Expression): boolean {
  return operators.has(node.type) || (node.type === 'cast' && node.written === 'colons');
}
