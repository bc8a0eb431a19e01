/** The calls that SQL gives a syntax of their own: EXTRACT, SUBSTRING, TRIM and so on. */
import type { IToken } from 'chevrotain';
import type { Expression, SpecialCall } from '../expression.ts';
import { quoteIdentifier } from '../quote.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { ExpressionGrammar } from './expression.ts';
import type { Mode } from './precedence.ts';

/** One piece of a special call: a keyword or name, an argument, a type, a query. */
export type Part = SpecialCall['parts'][number];

/** The pieces of a special call, gathered in the order written. */
export class Parts {
  readonly list: Part[] = [];

  word(token: IToken): void {
    this.list.push(token.image.toUpperCase());
  }

  name(token: IToken): void {
    this.list.push(quoteIdentifier(token.image));
  }

  /** Adds one piece or several; nothing for an option that was not taken. */
  add(piece: Part | readonly Part[] | undefined): void {
    if (Array.isArray(piece)) this.list.push(...(piece as readonly Part[]));
    else if (piece !== undefined) this.list.push(piece as Part);
  }

  /** Adds a comma before all but the first of a list; `first` is how many pieces stood before the list. */
  comma(first = 0): void {
    if (this.list.length > first) this.list.push(',');
  }
}

export abstract class SpecialGrammar extends ExpressionGrammar {
  protected special(start: number, name: string, parts: readonly Part[]): SpecialCall {
    return { type: 'special', span: this.since(start), name, parts };
  }

  protected literal(token: IToken): Expression {
    return { type: 'literal', span: this.spanOf(token), literal: 'string', value: this.string(token) };
  }

  /** Expressions with the commas between them. */
  protected readonly listWithCommas: Rule<Part[]> = this.RULE('listWithCommas', () => {
    const parts = new Parts();
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        parts.comma();
        parts.add(this.SUBRULE(this.expression));
      },
    });
    return parts.list;
  });

  protected readonly extract: Rule<SpecialCall> = this.RULE('extract', () => {
    const start = this.here();
    this.CONSUME(K.EXTRACT);
    this.CONSUME(P.open);
    const field = this.OR<Part>([
      { ALT: () => quoteIdentifier(this.CONSUME(Any.extracted).image) },
      { ALT: () => this.literal(this.CONSUME(T.StringLiteral)) },
    ]);
    this.CONSUME(K.FROM);
    const source = this.SUBRULE(this.expression);
    this.CONSUME(P.close);
    return this.special(start, 'EXTRACT', [field, 'FROM', source]);
  });

  protected readonly position: Rule<SpecialCall> = this.RULE('position', () => {
    const start = this.here();
    this.CONSUME(K.POSITION);
    this.CONSUME(P.open);
    const needle = this.SUBRULE(this.expression, { ARGS: [0, 'restricted'] });
    this.CONSUME(K.IN);
    const text = this.SUBRULE1(this.expression, { ARGS: [0, 'restricted'] });
    this.CONSUME(P.close);
    return this.special(start, 'POSITION', [needle, 'IN', text]);
  });

  protected readonly trim: Rule<SpecialCall> = this.RULE('trim', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.TRIM);
    this.CONSUME(P.open);
    this.OPTION(() => parts.word(this.CONSUME(Any.trimmed)));
    this.OR1([
      {
        ALT: () => {
          parts.word(this.CONSUME(K.FROM));
          parts.add(this.SUBRULE(this.listWithCommas));
        },
      },
      {
        ALT: () => {
          parts.add(this.SUBRULE(this.expression));
          this.OPTION1(() => {
            this.OR2([
              {
                ALT: () => {
                  parts.word(this.CONSUME1(K.FROM));
                  parts.add(this.SUBRULE1(this.listWithCommas));
                },
              },
              {
                ALT: () => {
                  parts.word(this.CONSUME(P.comma));
                  parts.add(this.SUBRULE2(this.listWithCommas));
                },
              },
            ]);
          });
        },
      },
    ]);
    this.CONSUME(P.close);
    return this.special(start, 'TRIM', parts.list);
  });

  /** SUBSTRING and OVERLAY with their own syntax; as ordinary functions see `plainCall`. */
  protected readonly substring: Rule<SpecialCall> = this.RULE('substring', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.SUBSTRING);
    this.CONSUME(P.open);
    this.OPTION(() => {
      parts.add(this.SUBRULE(this.argumentsAsParts, { ARGS: ['substring'] }));
      this.OPTION1({
        GATE: () => parts.list.length === 1,
        DEF: () => {
          this.OR([
            {
              ALT: () => {
                parts.word(this.CONSUME(K.SIMILAR));
                parts.add(this.SUBRULE(this.expression));
                parts.word(this.CONSUME(K.ESCAPE));
                parts.add(this.SUBRULE1(this.expression));
              },
            },
            {
              ALT: () => {
                parts.word(this.CONSUME(K.FROM));
                parts.add(this.SUBRULE2(this.expression));
                this.OPTION2(() => {
                  parts.word(this.CONSUME(K.FOR));
                  parts.add(this.SUBRULE3(this.expression));
                });
              },
            },
            {
              ALT: () => {
                parts.word(this.CONSUME1(K.FOR));
                parts.add(this.SUBRULE4(this.expression));
                this.OPTION3(() => {
                  parts.word(this.CONSUME1(K.FROM));
                  parts.add(this.SUBRULE5(this.expression));
                });
              },
            },
          ]);
        },
      });
    });
    this.CONSUME(P.close);
    return this.special(start, 'SUBSTRING', parts.list);
  });

  protected readonly overlay: Rule<SpecialCall> = this.RULE('overlay', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.OVERLAY);
    this.CONSUME(P.open);
    this.OPTION(() => {
      parts.add(this.SUBRULE(this.argumentsAsParts));
      this.OPTION1({
        GATE: () => parts.list.length === 1,
        DEF: () => {
          parts.word(this.CONSUME(K.PLACING));
          parts.add(this.SUBRULE(this.expression));
          parts.word(this.CONSUME(K.FROM));
          parts.add(this.SUBRULE1(this.expression));
          this.OPTION2(() => {
            parts.word(this.CONSUME(K.FOR));
            parts.add(this.SUBRULE2(this.expression));
          });
        },
      });
    });
    this.CONSUME(P.close);
    return this.special(start, 'OVERLAY', parts.list);
  });

  /** `a, name => b` as pieces: the arguments of a function whose name is a keyword. */
  protected readonly argumentsAsParts: Rule<Part[], [mode?: Mode]> = this.RULE(
    'argumentsAsParts',
    (mode: Mode = 'full') => {
      const parts = new Parts();
      this.AT_LEAST_ONE_SEP({
        SEP: P.comma,
        DEF: () => {
          parts.comma();
          this.OPTION({
            GATE: () => this.ahead(2, P.equalsGreater) || this.ahead(2, P.colonEquals),
            DEF: () => {
              parts.name(this.CONSUME(T.TypeFunctionName));
              parts.word(this.CONSUME(Any.arrow));
            },
          });
          parts.add(this.SUBRULE(this.expression, { ARGS: [0, mode] }));
        },
      });
      return parts.list;
    },
  );

  protected readonly normalize: Rule<SpecialCall> = this.RULE('normalize', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.NORMALIZE);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.expression));
    this.OPTION(() => {
      parts.word(this.CONSUME(P.comma));
      parts.add(this.SUBRULE(this.unicodeForm));
    });
    this.CONSUME(P.close);
    return this.special(start, 'NORMALIZE', parts.list);
  });

  protected readonly treat: Rule<SpecialCall> = this.RULE('treat', () => {
    const start = this.here();
    this.CONSUME(K.TREAT);
    this.CONSUME(P.open);
    const operand = this.SUBRULE(this.expression);
    this.CONSUME(K.AS);
    const target = this.SUBRULE(this.typeName);
    this.CONSUME(P.close);
    return this.special(start, 'TREAT', [operand, 'AS', target]);
  });

  protected readonly collationFor: Rule<SpecialCall> = this.RULE('collationFor', () => {
    const start = this.here();
    this.CONSUME(K.COLLATION);
    this.CONSUME(K.FOR);
    this.CONSUME(P.open);
    const operand = this.SUBRULE(this.expression);
    this.CONSUME(P.close);
    return this.special(start, 'COLLATION FOR', [operand]);
  });

  protected readonly mergeAction: Rule<SpecialCall> = this.RULE('mergeAction', () => {
    const start = this.here();
    this.CONSUME(K.MERGE_ACTION);
    this.CONSUME(P.open);
    this.CONSUME(P.close);
    return this.special(start, 'MERGE_ACTION', []);
  });
}
