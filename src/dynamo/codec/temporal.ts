/**
 * Dates and timestamps by the column option `format`: `epoch` and `epoch_ms` (N: seconds or milliseconds since 1970-01-01 UTC) and `iso8601` (S).
 * An epoch's text is PostgreSQL's own input form and independent of DateStyle and TimeZone.
 */
import { numericText, roundedText } from './numeric.ts';

export type TemporalBase = 'date' | 'timestamp without time zone' | 'timestamp with time zone';

/** 4714-11-24 BC and 294276-12-31 AD, PostgreSQL's own limits for timestamps, in microseconds since 1970. */
const LEAST = -210_866_803_200_000_000n;
const LEAST_AFTER = 9_224_318_016_000_000_000n;

/** Whole seconds and milliseconds of this century and around it, that is, nearly all. */
const COMMON_SECONDS = /^\d{1,11}$/;

/** undefined where PostgreSQL has no such timestamp. */
export function epochText(number: string, format: 'epoch' | 'epoch_ms', base: TemporalBase): string | undefined {
  const plain = numericText(number);
  if (format === 'epoch' && COMMON_SECONDS.test(plain)) return fromParts(Number(plain), 0, base);
  if ((plain.split('.')[0] ?? '').length > 24) return undefined;
  const micros = BigInt(roundedText(plain, format === 'epoch' ? 6 : 3).replace('.', ''));
  if (micros < LEAST || micros >= LEAST_AFTER) return undefined;
  const second = 1_000_000n;
  const fraction = ((micros % second) + second) % second;
  return fromParts(Number((micros - fraction) / second), Number(fraction), base);
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number));

function fromParts(seconds: number, micros: number, base: TemporalBase): string {
  const days = Math.floor(seconds / 86_400);
  const { year, month, day } = civil(days);
  const date = `${String(year > 0 ? year : 1 - year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const era = year > 0 ? '' : ' BC';
  if (base === 'date') return date + era;
  const rest = seconds - days * 86_400;
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}${fraction}`;
  return `${date} ${time}${base === 'timestamp with time zone' ? '+00' : ''}${era}`;
}

/** The proleptic Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's `civil_from_days`). */
function civil(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:Z|[+-](\d\d)(?::?(\d\d))?)?)?$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A calendar date, with or without a time of day and an offset, in ISO 8601's extended form. PostgreSQL's input takes every one that passes. */
export function isIso8601(text: string): boolean {
  const match = ISO.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return (
    year >= 1 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (DAYS[month - 1] ?? 0) + leap &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    zoneHour <= 15 &&
    zoneMinute <= 59
  );
}
