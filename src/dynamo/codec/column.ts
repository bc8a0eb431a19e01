/**
 * How one column reads: which attribute types fit it, and the text PostgreSQL's input function gets for a value.
 *
 * Strict: what does not fit is a mismatch, so that the planner can push comparisons down knowing what a value reads as. `coerce` widens a column to
 * whatever its input function takes; that, and types whose input only PostgreSQL can judge (uuid, inet, enums, domains ...), is marked `needsInput`:
 * such a column is staged as text and converted where `pg_input_is_valid(value, 'type')` says so.
 */
import { SqlError, SqlState } from '../../errors.ts';
import type { AttributeType, AttributeValue } from '../../plan/request.ts';
import { arrayText } from './array.ts';
import { ATTRIBUTE_TYPES } from './attribute.ts';
import { copyEscaped } from './copy-text.ts';
import type { FloatBase } from './float.ts';
import { fitsFloat, floatText } from './float.ts';
import { jsonbText } from './jsonb.ts';
import type { IntegerBase } from './numeric.ts';
import { constrainedNumeric, integerText, numericModifier, numericText } from './numeric.ts';
import type { ColumnTarget, Format } from './target.ts';
import type { TemporalBase } from './temporal.ts';
import { epochText, isIso8601 } from './temporal.ts';
import { typedItemText, typedText } from './typed.ts';

/** PostgreSQL's text of a value; undefined for one that does not fit. Never given a NULL. */
export type Convert = (value: AttributeValue) => string | undefined;

export interface ColumnCodec {
  /** The attribute types that fit. A value of one of them may still be a mismatch: out of range, say. */
  readonly fits: readonly AttributeType[];
  /** Only PostgreSQL's input function can judge the text. */
  readonly needsInput: boolean;
  /** The text is what PostgreSQL prints (under its default DateStyle, bytea_output and extra_float_digits), so that a value can be shown without it. */
  readonly printable: boolean;
  readonly convert: Convert;
  /** The type whose value is the text as it stands: an S without U+0000, an N as PostgreSQL prints numbers. */
  readonly verbatim?: 'S' | 'N' | undefined;
  /** Escapes the text for COPY. */
  readonly toCopy: (text: string) => string;
}

type Traits = Pick<ColumnTarget, 'base' | 'type' | 'typeModifier' | 'constrained' | 'format' | 'coerce' | 'name'>;

const asIs = (text: string): string => text;

/** Text as it is; U+0000 is what PostgreSQL's text cannot hold. */
const textOf: Convert = (value) => ('S' in value && !value.S.includes('\0') ? value.S : undefined);

function scalar(fits: AttributeType, convert: Convert, toCopy = asIs): ColumnCodec {
  return { fits: [fits], needsInput: false, printable: true, convert, toCopy };
}

const judged = (codec: ColumnCodec): ColumnCodec => ({ ...codec, needsInput: true, printable: false });

function integer(base: IntegerBase): ColumnCodec {
  return scalar('N', (value) => ('N' in value ? integerText(value.N, base) : undefined));
}

function float(base: FloatBase): ColumnCodec {
  return scalar('N', (value) => ('N' in value && fitsFloat(value.N, base) ? floatText(value.N, base) : undefined));
}

function numeric({ typeModifier }: Traits): ColumnCodec {
  const modifier = numericModifier(typeModifier);
  if (!modifier) return { ...scalar('N', (value) => ('N' in value ? numericText(value.N) : undefined)), verbatim: 'N' };
  const { precision, scale } = modifier;
  return scalar('N', (value) =>
    'N' in value ? constrainedNumeric(numericText(value.N), precision, scale) : undefined,
  );
}

/** varchar(n) and char(n) count characters, not UTF-16 units, and drop spaces beyond their length; anything else there is too long. */
function limited({ base, typeModifier }: Traits, convert: Convert): Convert {
  const length = typeModifier - 4;
  if (length < 1) return convert;
  const pad = base === 'character';
  return (value) => {
    const text = convert(value);
    if (text === undefined) return undefined;
    if (text.length <= length && !pad) return text;
    const characters = Array.from(text);
    if (characters.length <= length) return pad ? text + ' '.repeat(length - characters.length) : text;
    return /^ *$/.test(characters.slice(length).join('')) ? characters.slice(0, length).join('') : undefined;
  };
}

const bytea = (base64: string): string => `\\x${Buffer.from(base64, 'base64').toString('hex')}`;

/** Hex needs no looking through for characters to toCopy. */
const byteaEscaped = (text: string): string => `\\${text}`;

/** Only the canonical form, so that equal bytes are equal strings. */
function canonicalBase64(text: string): string | undefined {
  return Buffer.from(text, 'base64').toString('base64') === text ? bytea(text) : undefined;
}

/** JSON text has no control characters of its own, so only its backslashes are escaped. */
const jsonToCopy = (text: string): string => (text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);

const json: ColumnCodec = {
  fits: ATTRIBUTE_TYPES.filter((type) => type !== 'NULL'),
  needsInput: false,
  printable: true,
  convert: jsonbText,
  toCopy: jsonToCopy,
};

/** Types whose text ddbsql can judge itself. Every other type is a string that PostgreSQL's input function judges. */
const BASES: Readonly<Record<string, (traits: Traits) => ColumnCodec>> = {
  text: () => ({ ...scalar('S', textOf, copyEscaped), verbatim: 'S' }),
  'character varying': (traits) => scalar('S', limited(traits, textOf), copyEscaped),
  character: (traits) => scalar('S', limited(traits, textOf), copyEscaped),
  smallint: () => integer('smallint'),
  integer: () => integer('integer'),
  bigint: () => integer('bigint'),
  numeric,
  real: () => float('real'),
  'double precision': () => float('double precision'),
  boolean: () => scalar('BOOL', (value) => ('BOOL' in value ? (value.BOOL ? 't' : 'f') : undefined)),
  bytea: () => scalar('B', (value) => ('B' in value ? bytea(value.B) : undefined), byteaEscaped),
  json: () => json,
  jsonb: () => json,
};

/** Numbers whose range or form ddbsql leaves to PostgreSQL. */
const OTHER_NUMBERS = new Set(['money', 'oid', 'xid', 'xid8', 'cid']);

function plainCodec(traits: Traits): ColumnCodec {
  const known = Object.hasOwn(BASES, traits.base) ? BASES[traits.base] : undefined;
  if (known) return known(traits);
  if (OTHER_NUMBERS.has(traits.base))
    return judged(scalar('N', (value) => ('N' in value ? numericText(value.N) : undefined)));
  return judged(scalar('S', textOf, copyEscaped));
}

const TEMPORAL = new Set<string>([
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
] satisfies TemporalBase[]);

function epoch(format: 'epoch' | 'epoch_ms', { base, typeModifier }: Traits): ColumnCodec {
  const codec = scalar('N', (value) => ('N' in value ? epochText(value.N, format, base as TemporalBase) : undefined));
  // PostgreSQL prints a timestamptz in the session's time zone, and rounds a timestamp(p).
  return { ...codec, printable: base !== 'timestamp with time zone' && typeModifier < 0 };
}

const FORMAT_CODECS: Readonly<
  Record<Format, { readonly bases: ReadonlySet<string>; readonly codec: (traits: Traits) => ColumnCodec }>
> = {
  epoch: { bases: TEMPORAL, codec: (traits) => epoch('epoch', traits) },
  epoch_ms: { bases: TEMPORAL, codec: (traits) => epoch('epoch_ms', traits) },
  iso8601: {
    bases: TEMPORAL,
    codec: () => ({
      ...scalar('S', (value) => ('S' in value && isIso8601(value.S) ? value.S : undefined)),
      printable: false,
    }),
  },
  base64: {
    bases: new Set(['bytea']),
    codec: () => scalar('S', (value) => ('S' in value ? canonicalBase64(value.S) : undefined), byteaEscaped),
  },
  json: { bases: new Set(['json', 'jsonb']), codec: () => judged(scalar('S', textOf, copyEscaped)) },
  dynamodb: { bases: new Set(['json', 'jsonb']), codec: () => ({ ...json, convert: typedText }) },
};

/** The raw item column, whose value is the item as one map. */
const wholeTypedItem: ColumnCodec = {
  ...json,
  convert: (value) => ('M' in value ? typedItemText(value.M) : undefined),
};

function formatted(format: Format, traits: Traits): ColumnCodec {
  const { bases, codec } = FORMAT_CODECS[format];
  if (bases.has(traits.base)) return codec(traits);
  throw new SqlError({
    code: SqlState.fdwInvalidAttributeValue,
    message: `option "format" '${format}' does not suit column "${traits.name}" of type ${traits.type}`,
    hint: `Format '${format}' is for columns of type ${[...bases].join(', ')}.`,
    column: traits.name,
  });
}

/** The text form of a value of any type, as a cast to text or `->>` would give it. */
const anyText: Convert = (value) => {
  if ('S' in value) return textOf(value);
  if ('B' in value) return bytea(value.B);
  return jsonbText(value);
};

/** Types that hold any text, so that nothing is left to judge. */
const HOLD_TEXT = new Set(['text', 'character varying', 'character']);

function coerced(codec: ColumnCodec, traits: Traits): ColumnCodec {
  if (traits.base === 'json' || traits.base === 'jsonb') return codec;
  const holdsText = HOLD_TEXT.has(traits.base);
  const wide = holdsText ? limited(traits, anyText) : anyText;
  const widened = {
    ...codec,
    fits: json.fits,
    toCopy: copyEscaped,
    convert: (value: AttributeValue) => codec.convert(value) ?? wide(value),
  };
  return holdsText ? widened : judged(widened);
}

/** `numeric(10,2)` -> `numeric`, `timestamp(3) with time zone` -> `timestamp with time zone`. */
function withoutModifier(type: string): string {
  return type.replace(/\(-?\d+(?:,-?\d+)?\)/, '').replace(/^interval .*$/, 'interval');
}

/** A domain's own CHECK, or its base type's modifier (a domain over varchar(5)), which the column does not tell. */
function isJudgedDomain({ constrained, type, base, typeModifier }: Traits): boolean {
  if (constrained) return true;
  const modifiable = /^(?:numeric|character|character varying)(?:\[\])*$/.test(base);
  return modifiable && typeModifier < 0 && withoutModifier(type) !== base;
}

const SETS: Partial<Readonly<Record<AttributeType, AttributeType>>> = { S: 'SS', N: 'NS', B: 'BS' };

function elementTraits(traits: Traits): Traits {
  return { ...traits, base: traits.base.slice(0, -2), type: traits.type.replace(/\[\]$/, ''), constrained: false };
}

function arrayCodec(traits: Traits): ColumnCodec {
  const element = codecFor(elementTraits(traits));
  const sets = element.fits.flatMap((type) => SETS[type] ?? []);
  return {
    ...element,
    verbatim: undefined,
    fits: ['L', ...sets],
    convert: arrayText(elementTraits(traits).base, element.convert, new Set(sets)),
    toCopy: copyEscaped,
  };
}

function codecFor(traits: Traits): ColumnCodec {
  const isArray = traits.base.endsWith('[]');
  const codec = isArray ? arrayCodec(traits) : traits.format ? formatted(traits.format, traits) : plainCodec(traits);
  const widened = traits.coerce ? coerced(codec, traits) : codec;
  return isJudgedDomain(traits) ? judged(widened) : widened;
}

/** @throws SqlError (HV024) where `format` does not suit the type */
export function columnCodec(target: ColumnTarget): ColumnCodec {
  if (target.wholeItem) return target.format === 'dynamodb' ? wholeTypedItem : json;
  return codecFor(target);
}
