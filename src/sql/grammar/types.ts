/** The names of types: https://www.postgresql.org/docs/18/datatype.html and gram.y's Typename. */
import type { Expression, QualifiedName } from '../expression.ts';
import type { TypeName } from '../select.ts';
import { Any, ColLabel, IntegerLiteral, K, P, TypeFunctionName, WithLa } from '../tokens.ts';
import { BaseGrammar, type Rule } from './base.ts';

/** A type's name without SETOF and array bounds. */
export type SimpleType = Pick<TypeName, 'name' | 'modifiers' | 'intervalFields'>;

export abstract class TypeGrammar extends BaseGrammar {
  protected abstract readonly expressionList: Rule<Expression[]>;

  private readonly modifiers: Rule<Expression[]> = this.RULE('modifiers', () => {
    this.CONSUME(P.open);
    const list = this.SUBRULE(this.expressionList);
    this.CONSUME(P.close);
    return list;
  });

  /** `(3)`: an integer and nothing else. */
  private readonly precision: Rule<Expression> = this.RULE('precision', (): Expression => {
    this.CONSUME(P.open);
    const token = this.CONSUME(IntegerLiteral);
    this.CONSUME(P.close);
    return this.numberLiteral(token);
  });

  private readonly timeZone: Rule<boolean> = this.RULE('timeZone', () => {
    const zoned = this.CONSUME(Any.zone).tokenType === WithLa;
    this.CONSUME(K.TIME);
    this.CONSUME(K.ZONE);
    return zoned;
  });

  private readonly dateTime: Rule<SimpleType> = this.RULE('dateTime', () => {
    const base = this.CONSUME(Any.dateTime).image;
    const precision = this.OPTION(() => this.SUBRULE(this.precision));
    const zoned = this.OPTION1(() => this.SUBRULE(this.timeZone));
    return {
      name: `${base} ${zoned === true ? 'with' : 'without'} time zone`,
      modifiers: precision === undefined ? [] : [precision],
    };
  });

  private readonly character: Rule<SimpleType> = this.RULE('character', () => {
    let varying = false;
    this.OR([
      {
        ALT: () => {
          this.OPTION(() => this.CONSUME(K.NATIONAL));
          this.CONSUME(Any.character);
          varying = this.OPTION1(() => this.CONSUME(K.VARYING)) !== undefined;
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.NCHAR);
          varying = this.OPTION2(() => this.CONSUME1(K.VARYING)) !== undefined;
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.VARCHAR);
          varying = true;
        },
      },
    ]);
    const length = this.OPTION3(() => this.SUBRULE(this.precision));
    return { name: varying ? 'character varying' : 'character', modifiers: length === undefined ? [] : [length] };
  });

  private readonly bit: Rule<SimpleType> = this.RULE('bit', () => {
    this.CONSUME(K.BIT);
    const varying = this.OPTION(() => this.CONSUME(K.VARYING)) !== undefined;
    const modifiers = this.OPTION1(() => this.SUBRULE(this.modifiers)) ?? [];
    return { name: varying ? 'bit varying' : 'bit', modifiers };
  });

  private readonly float: Rule<SimpleType> = this.RULE('float', () => {
    this.CONSUME(K.FLOAT);
    const bits = this.OPTION(() => this.SUBRULE(this.precision));
    const single = bits?.type === 'literal' && Number(bits.value) <= 24;
    return { name: single ? 'real' : 'double precision', modifiers: [] };
  });

  private readonly numeric: Rule<SimpleType> = this.RULE('numeric', () => {
    this.CONSUME(Any.numeric);
    return { name: 'numeric', modifiers: this.OPTION(() => this.SUBRULE(this.modifiers)) ?? [] };
  });

  /** The names that may stand before a literal, `numeric '1'`, and are keywords. INTERVAL is apart: more follows its literal. */
  protected readonly constantType: Rule<SimpleType> = this.RULE('constantType', () => {
    return this.OR<SimpleType>([
      {
        ALT: () => {
          const { image } = this.CONSUME(Any.plainType);
          return { name: image === 'int' ? 'integer' : image, modifiers: [] };
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.DOUBLE);
          this.CONSUME(K.PRECISION);
          return { name: 'double precision', modifiers: [] };
        },
      },
      { ALT: () => this.SUBRULE(this.float) },
      { ALT: () => this.SUBRULE(this.numeric) },
      { ALT: () => this.SUBRULE(this.bit) },
      { ALT: () => this.SUBRULE(this.character) },
      { ALT: () => this.SUBRULE(this.dateTime) },
    ]);
  });

  /** `YEAR TO MONTH`, `SECOND(3)` after INTERVAL. */
  protected readonly intervalFields: Rule<string> = this.RULE('intervalFields', () => {
    const first = this.SUBRULE(this.intervalField);
    const last = this.OPTION({
      GATE: () => !first.startsWith('second') && first !== 'month',
      DEF: () => {
        this.CONSUME(K.TO);
        const next = this.LA(1);
        const field = this.SUBRULE1(this.intervalField);
        this.ACTION(() => {
          const allowed = intervalEnds[first]?.includes(field.replace(/\(.*/, ''));
          if (allowed !== true) throw this.refuse(next);
        });
        return field;
      },
    });
    return last === undefined ? first : `${first} to ${last}`;
  });

  private readonly intervalField: Rule<string> = this.RULE('intervalField', () => {
    return this.OR([
      { ALT: () => this.CONSUME(Any.field).image },
      {
        ALT: () => {
          this.CONSUME(K.SECOND);
          const precision = this.OPTION(() => this.SUBRULE(this.precision));
          return precision?.type === 'literal' ? `second(${precision.value})` : 'second';
        },
      },
    ]);
  });

  /** `interval`, `interval(3)`, `interval day to second`. */
  private readonly interval: Rule<SimpleType> = this.RULE('interval', () => {
    this.CONSUME(K.INTERVAL);
    return this.OR<SimpleType>([
      { ALT: () => ({ name: 'interval', modifiers: [this.SUBRULE(this.precision)] }) },
      { ALT: () => ({ name: 'interval', modifiers: [], intervalFields: this.SUBRULE(this.intervalFields) }) },
      { ALT: () => ({ name: 'interval', modifiers: [] }) },
    ]);
  });

  private readonly genericType: Rule<SimpleType> = this.RULE('genericType', () => {
    const parts = [this.identifier(this.CONSUME(TypeFunctionName))];
    this.MANY(() => {
      this.CONSUME(P.dot);
      parts.push(this.identifier(this.CONSUME(ColLabel)));
    });
    const name: QualifiedName = parts;
    return { name, modifiers: this.OPTION(() => this.SUBRULE(this.modifiers)) ?? [] };
  });

  private readonly dimensions: Rule<(number | undefined)[]> = this.RULE('dimensions', () => {
    const bounds: (number | undefined)[] = [];
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K.ARRAY);
          bounds.push(
            this.OPTION(() => {
              this.CONSUME(P.openBracket);
              const bound = this.CONSUME(IntegerLiteral);
              this.CONSUME(P.closeBracket);
              return Number(bound.image);
            }),
          );
        },
      },
      {
        ALT: () => {
          this.MANY(() => {
            this.CONSUME1(P.openBracket);
            const bound = this.OPTION1(() => this.CONSUME1(IntegerLiteral));
            this.CONSUME1(P.closeBracket);
            bounds.push(bound === undefined ? undefined : Number(bound.image));
          });
        },
      },
    ]);
    return bounds;
  });

  protected readonly simpleType: Rule<SimpleType> = this.RULE('simpleType', () =>
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => !this.ahead(1, K.DOUBLE) || this.ahead(2, K.PRECISION),
          ALT: () => this.SUBRULE(this.constantType),
        },
        { ALT: () => this.SUBRULE(this.interval) },
        { ALT: () => this.SUBRULE(this.genericType) },
      ],
    }),
  );

  readonly typeName: Rule<TypeName> = this.RULE('typeName', (): TypeName => {
    const start = this.here();
    const setof = this.OPTION(() => this.CONSUME(K.SETOF)) !== undefined;
    const simple = this.SUBRULE(this.simpleType);
    const dimensions = this.SUBRULE(this.dimensions);
    return { type: 'type_name', span: this.since(start), setof, ...simple, dimensions };
  });
}

/** Which fields may end an interval that starts with a field. */
const intervalEnds: Readonly<Record<string, readonly string[]>> = {
  year: ['month'],
  day: ['hour', 'minute', 'second'],
  hour: ['minute', 'second'],
  minute: ['second'],
};
