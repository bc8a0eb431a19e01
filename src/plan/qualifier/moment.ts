/**
 * Dates and timestamps whose column option `format` says how they are stored, compared as what is stored. Always supersets, and PostgreSQL checks again:
 *
 * - epoch, epoch_ms: numbers, widened by what PostgreSQL rounds them to: a microsecond, or the digits of a timestamp(p);
 * - iso8601: strings that begin with their date. Two of them are in the order of their dates, whatever stands behind; an offset moves a timestamptz by less than 16 hours against its date, so
 *   its bounds are whole days, one further out. The end of a day may be rounded into the next.
 */
import type { ColumnReading, Family } from '../columns.ts';
import { and, type Comparator, type Condition } from '../condition.ts';
import { formatDecimal, parseDecimal } from '../decimal.ts';
import { local, superset, type Verdict } from '../verdict.ts';
import { presence } from './presence.ts';

type Moment = Extract<Family, { family: 'moment' }>;

const SECOND = 1_000_000n;
const HOUR = 3600n * SECOND;
const DAY = 24n * HOUR;
const REASON = {
  epoch: 'PostgreSQL rounds to microseconds',
  iso8601: 'strings compare by their dates, whatever their offsets',
} as const;

/** The verdict on "column operator text is true", text in PostgreSQL's ISO output form. */
export function compileMoment(reading: ColumnReading, operator: Comparator, text: string): Verdict {
  const kind = reading.kind as Moment;
  const at = microseconds(text);
  if (at === undefined) return local('not a date of the common era in ISO form');
  const isNumber = kind.format !== 'iso8601';
  const numberReason = kind.precision < 6 ? `${reading.column.type} rounds what it reads` : REASON.epoch;
  const reason = isNumber ? numberReason : REASON.iso8601;
  if (operator === '<>') return superset(presence(reading), reason);
  const [low, high] = isNumber ? numberBounds(kind, at) : dateBounds(kind, at);
  if (low === undefined || high === undefined) return local('outside the years that the format can hold');
  const above: Condition = { kind: 'compare', path: reading.path, operator: '>=', value: low };
  const below: Condition = { kind: 'compare', path: reading.path, operator: '<=', value: high };
  switch (operator) {
    case '=':
      return superset(and(above, below), reason);
    case '<':
    case '<=':
      return superset(below, reason);
    case '>':
    case '>=':
      return superset(above, reason);
  }
}

/** The least and greatest number that may read as the moment. A date stands for its whole day. */
function numberBounds(kind: Moment, at: bigint): readonly [{ N: string }, { N: string }] {
  const until = kind.base === 'date' ? at + DAY : at;
  const unit = kind.format === 'epoch_ms' ? 1000n : SECOND;
  return [{ N: inUnits(at - rounding(kind), unit) }, { N: inUnits(until + rounding(kind), unit) }];
}

/** No less than the microseconds by which rounding moves a moment. */
function rounding({ precision }: Moment): bigint {
  return 10n ** BigInt(6 - precision);
}

function inUnits(microsecond: bigint, unit: bigint): string {
  const decimal = parseDecimal(`${microsecond}e-${unit === SECOND ? 6 : 3}`);
  return decimal === undefined ? '0' : formatDecimal(decimal);
}

/** Strings below and above all those that may read as the moment: the first day, and the day after the last. */
function dateBounds(kind: Moment, at: bigint): readonly [{ S: string } | undefined, { S: string } | undefined] {
  const slack = kind.base === 'timestamp with time zone' ? 16n * HOUR : 0n;
  const rounded = kind.base === 'date' ? 0n : rounding(kind);
  return [dateText(at - slack - rounded), dateText(at + slack + DAY)];
}

function dateText(microsecond: bigint): { S: string } | undefined {
  const day = (microsecond - (((microsecond % DAY) + DAY) % DAY)) / 1000n;
  const date = new Date(Number(day));
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1 || year > 9999 ? undefined : { S: date.toISOString().slice(0, 10) };
}

const FORM =
  /^(\d{4,6})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?)?$/;

/** Microseconds since 1970 of PostgreSQL's ISO form. Without an offset it is the local time, as if in UTC. */
function microseconds(text: string): bigint | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 1) - 1, day ?? 1);
  const time = date.getTime() + ((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * 1000;
  if (Number.isNaN(time)) return undefined;
  const fraction = BigInt((match[7] ?? '').padEnd(6, '0') || '0');
  const offset = [match[9], match[10], match[11]].reduce((sum, part) => sum * 60 + Number(part ?? 0), 0);
  return BigInt(time) * 1000n + fraction - BigInt(match[8] === '-' ? -offset : offset) * SECOND;
}
