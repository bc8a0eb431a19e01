/** SQL/XML: XMLELEMENT and its kin, and XMLTABLE. */
import type { IToken } from 'chevrotain';
import type { SpecialCall } from '../expression.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { QueryGrammar } from './query.ts';
import { type Part, Parts } from './special.ts';

export abstract class XmlGrammar extends QueryGrammar {
  protected readonly xmlCall: Rule<SpecialCall> = this.RULE('xmlCall', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.xmlConcat) },
      { ALT: () => this.SUBRULE(this.xmlElement) },
      { ALT: () => this.SUBRULE(this.xmlExists) },
      { ALT: () => this.SUBRULE(this.xmlForest) },
      { ALT: () => this.SUBRULE(this.xmlParse) },
      { ALT: () => this.SUBRULE(this.xmlPi) },
      { ALT: () => this.SUBRULE(this.xmlRoot) },
      { ALT: () => this.SUBRULE(this.xmlSerialize) },
    ]),
  );

  private readonly xmlConcat: Rule<SpecialCall> = this.RULE('xmlConcat', () => {
    const start = this.here();
    this.CONSUME(K.XMLCONCAT);
    this.CONSUME(P.open);
    const parts = this.SUBRULE(this.listWithCommas);
    this.CONSUME(P.close);
    return this.special(start, 'XMLCONCAT', parts);
  });

  private readonly xmlElement: Rule<SpecialCall> = this.RULE('xmlElement', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLELEMENT);
    this.CONSUME(P.open);
    parts.word(this.CONSUME(K.NAME));
    parts.name(this.CONSUME(T.ColLabel));
    this.OPTION(() => {
      parts.word(this.CONSUME(P.comma));
      this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => this.ahead(2, P.open),
            ALT: () => {
              parts.word(this.CONSUME(K.XMLATTRIBUTES));
              parts.word(this.CONSUME1(P.open));
              parts.add(this.SUBRULE(this.xmlAttributes));
              parts.word(this.CONSUME(P.close));
              this.OPTION1(() => {
                parts.word(this.CONSUME1(P.comma));
                parts.add(this.SUBRULE(this.listWithCommas));
              });
            },
          },
          { ALT: () => parts.add(this.SUBRULE1(this.listWithCommas)) },
        ],
      });
    });
    this.CONSUME1(P.close);
    return this.special(start, 'XMLELEMENT', parts.list);
  });

  private readonly xmlAttributes: Rule<Part[]> = this.RULE('xmlAttributes', () => {
    const parts = new Parts();
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        parts.comma();
        parts.add(this.SUBRULE(this.expression));
        this.OPTION(() => {
          parts.word(this.CONSUME(K.AS));
          parts.name(this.CONSUME(T.ColLabel));
        });
      },
    });
    return parts.list;
  });

  private readonly xmlExists: Rule<SpecialCall> = this.RULE('xmlExists', () => {
    const start = this.here();
    this.CONSUME(K.XMLEXISTS);
    this.CONSUME(P.open);
    const parts = new Parts();
    parts.add(this.SUBRULE(this.primary));
    parts.add(this.SUBRULE(this.xmlPassing));
    this.CONSUME(P.close);
    return this.special(start, 'XMLEXISTS', parts.list);
  });

  private readonly xmlPassing: Rule<Part[]> = this.RULE('xmlPassing', () => {
    const parts = new Parts();
    parts.word(this.CONSUME(K.PASSING));
    this.OPTION({
      GATE: () => this.ahead(2, K.REF) || this.ahead(2, K.VALUE),
      DEF: () => parts.add(this.SUBRULE(this.xmlMechanism)),
    });
    parts.add(this.SUBRULE(this.primary));
    this.OPTION1(() => parts.add(this.SUBRULE1(this.xmlMechanism)));
    return parts.list;
  });

  private readonly xmlMechanism: Rule<string[]> = this.RULE('xmlMechanism', () => {
    this.CONSUME(K.BY);
    return ['BY', this.wordOf(this.CONSUME(Any.xmlMechanism))];
  });

  private readonly xmlForest: Rule<SpecialCall> = this.RULE('xmlForest', () => {
    const start = this.here();
    this.CONSUME(K.XMLFOREST);
    this.CONSUME(P.open);
    const parts = this.SUBRULE(this.xmlAttributes);
    this.CONSUME(P.close);
    return this.special(start, 'XMLFOREST', parts);
  });

  private readonly documentOrContent: Rule<string> = this.RULE('documentOrContent', () =>
    this.wordOf(this.CONSUME(Any.xmlKind)),
  );

  private readonly xmlParse: Rule<SpecialCall> = this.RULE('xmlParse', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLPARSE);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.documentOrContent));
    parts.add(this.SUBRULE(this.expression));
    this.OPTION(() => {
      parts.word(this.CONSUME(Any.xmlBlanks));
      parts.word(this.CONSUME(K.WHITESPACE));
    });
    this.CONSUME(P.close);
    return this.special(start, 'XMLPARSE', parts.list);
  });

  private readonly xmlPi: Rule<SpecialCall> = this.RULE('xmlPi', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLPI);
    this.CONSUME(P.open);
    parts.word(this.CONSUME(K.NAME));
    parts.name(this.CONSUME(T.ColLabel));
    this.OPTION(() => {
      parts.word(this.CONSUME(P.comma));
      parts.add(this.SUBRULE(this.expression));
    });
    this.CONSUME(P.close);
    return this.special(start, 'XMLPI', parts.list);
  });

  private readonly xmlRoot: Rule<SpecialCall> = this.RULE('xmlRoot', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLROOT);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.expression));
    parts.word(this.CONSUME(P.comma));
    parts.word(this.CONSUME(K.VERSION));
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.ahead(2, K.VALUE),
          ALT: () => {
            parts.word(this.CONSUME(K.NO));
            parts.word(this.CONSUME(K.VALUE));
          },
        },
        { ALT: () => parts.add(this.SUBRULE1(this.expression)) },
      ],
    });
    this.OPTION(() => {
      parts.word(this.CONSUME1(P.comma));
      parts.word(this.CONSUME(K.STANDALONE));
      this.OR1([
        { ALT: () => parts.word(this.CONSUME(K.YES)) },
        {
          ALT: () => {
            parts.word(this.CONSUME1(K.NO));
            this.OPTION1(() => parts.word(this.CONSUME1(K.VALUE)));
          },
        },
      ]);
    });
    this.CONSUME(P.close);
    return this.special(start, 'XMLROOT', parts.list);
  });

  private readonly xmlSerialize: Rule<SpecialCall> = this.RULE('xmlSerialize', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLSERIALIZE);
    this.CONSUME(P.open);
    parts.add(this.SUBRULE(this.documentOrContent));
    parts.add(this.SUBRULE(this.expression));
    parts.word(this.CONSUME(K.AS));
    const typeStart = this.here();
    const simple = this.SUBRULE(this.simpleType);
    parts.add({ type: 'type_name', span: this.since(typeStart), setof: false, ...simple, dimensions: [] });
    this.OPTION(() => {
      this.OPTION1(() => parts.word(this.CONSUME(K.NO)));
      parts.word(this.CONSUME(K.INDENT));
    });
    this.CONSUME(P.close);
    return this.special(start, 'XMLSERIALIZE', parts.list);
  });

  /** XMLTABLE, which stands in FROM alone. */
  protected readonly xmlTable: Rule<SpecialCall> = this.RULE('xmlTable', () => {
    const start = this.here();
    const parts = new Parts();
    this.CONSUME(K.XMLTABLE);
    this.CONSUME(P.open);
    this.OPTION({
      GATE: () => this.ahead(2, P.open),
      DEF: () => {
        parts.word(this.CONSUME(K.XMLNAMESPACES));
        parts.word(this.CONSUME1(P.open));
        this.AT_LEAST_ONE_SEP({
          SEP: P.comma,
          DEF: () => {
            parts.comma(2);
            parts.add(this.SUBRULE(this.xmlNamespace));
          },
        });
        parts.word(this.CONSUME(P.close));
        parts.word(this.CONSUME(P.comma));
      },
    });
    parts.add(this.SUBRULE(this.primary));
    parts.add(this.SUBRULE(this.xmlPassing));
    parts.word(this.CONSUME(K.COLUMNS));
    const before = parts.list.length;
    this.AT_LEAST_ONE_SEP1({
      SEP: P.comma,
      DEF: () => {
        parts.comma(before);
        parts.add(this.SUBRULE(this.xmlColumn));
      },
    });
    this.CONSUME1(P.close);
    return this.special(start, 'XMLTABLE', parts.list);
  });

  private readonly xmlNamespace: Rule<Part[]> = this.RULE('xmlNamespace', () => {
    const parts = new Parts();
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            parts.word(this.CONSUME(K.DEFAULT));
            parts.add(this.SUBRULE(this.expression, { ARGS: [0, 'restricted'] }));
          },
        },
        {
          ALT: () => {
            parts.add(this.SUBRULE1(this.expression, { ARGS: [0, 'restricted'] }));
            parts.word(this.CONSUME(K.AS));
            parts.name(this.CONSUME(T.ColLabel));
          },
        },
      ],
    });
    return parts.list;
  });

  /** The grammar lets any name through, to refuse it by name. */
  private unknownOption(option: IToken): void {
    this.ACTION(() => {
      throw this.complain(option.startOffset, `unrecognized column option "${option.image}"`);
    });
  }

  private readonly xmlColumn: Rule<Part[]> = this.RULE('xmlColumn', () => {
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
          this.MANY(() => {
            this.OR1([
              {
                ALT: () => {
                  parts.word(this.CONSUME(K.NOT));
                  parts.word(this.CONSUME(K.NULL));
                },
              },
              { ALT: () => parts.word(this.CONSUME1(K.NULL)) },
              {
                ALT: () => {
                  this.OR2([
                    { ALT: () => parts.word(this.CONSUME(K.DEFAULT)) },
                    { ALT: () => parts.word(this.CONSUME(K.PATH)) },
                    { ALT: () => this.unknownOption(this.CONSUME(T.Ident)) },
                  ]);
                  parts.add(this.SUBRULE(this.expression, { ARGS: [0, 'restricted'] }));
                },
              },
            ]);
          });
        },
      },
    ]);
    return parts.list;
  });
}
