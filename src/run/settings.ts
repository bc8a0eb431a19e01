/** The `dynamodb_fdw.*` settings of the session, read from PostgreSQL, checked, and overlaid with server and table options. */
import type { ForeignServer, ForeignTable, Options } from '../catalog/model.ts';
import type { Query } from '../catalog/query.ts';
import type { Row } from '../engine/port.ts';
import { type FullScan, type OnTypeMismatch, parseBoolean, SETTINGS, type SettingName } from '../engine/settings.ts';
import { SqlError } from '../errors.ts';
import type { PlanSettings } from '../plan/planner.ts';
import { quoteLiteral } from '../sql/quote.ts';

export interface SessionSettings {
  readonly pushdown: boolean;
  readonly fullScan: FullScan;
  readonly maxReadUnits: number | undefined;
  readonly rateLimit: number | undefined;
  readonly segments: number | 'auto';
  readonly decodeThreads: number | 'auto';
  readonly sampleSize: number;
  readonly consistentRead: boolean;
  readonly onTypeMismatch: OnTypeMismatch;
  /** PostgreSQL's own, which counts for our notices too. */
  readonly clientMinMessages: string;
}

const NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** The settings of a session that has set none. */
export function defaultSettings(): SessionSettings {
  const own = NAMES.map((name) => [name, SETTINGS[name].parse(SETTINGS[name].default)]);
  return { ...Object.fromEntries(own), clientMinMessages: 'notice' };
}

/** What is asked of PostgreSQL for {@link settingsOf}. */
export const SETTINGS_QUERY: string = `SELECT ${NAMES.map((name) => `current_setting(${quoteLiteral(SETTINGS[name].name)}, true)`).join(', ')}, current_setting('client_min_messages')`;

/** The settings as they stand. @throws SqlError (22023) for a value that a setting does not take */
export async function readSettings(query: Query): Promise<SessionSettings> {
  const [row] = (await query(SETTINGS_QUERY)).rows;
  return settingsOf(row);
}

/** The settings of the row that {@link SETTINGS_QUERY} gives. @throws SqlError (22023) for a value that a setting does not take */
export function settingsOf(row: Row | undefined): SessionSettings {
  const values = NAMES.map((name, i) => {
    const setting = SETTINGS[name];
    return [name, setting.parse(row?.[i] ?? setting.default)];
  });
  return { ...Object.fromEntries(values), clientMinMessages: row?.at(-1) ?? 'notice' };
}

const SET =
  /^\s*SET\s+(?:SESSION\s+|LOCAL\s+)?"?dynamodb_fdw"?\s*\.\s*"?([A-Za-z_][A-Za-z0-9_]*)"?\s*(?:=|TO\b)\s*(.*?)\s*;?\s*$/is;

/**
 * Checks `SET dynamodb_fdw.x = value`, which PostgreSQL takes whatever it says.
 * @throws SqlError 42704 for a setting that does not exist, 22023 for a value it does not take
 */
export function checkSet(text: string): void {
  const match = SET.exec(text);
  if (match === null) return;
  const name = (match[1] ?? '').toLowerCase();
  const setting = Object.values(SETTINGS).find((candidate) => candidate.name === `dynamodb_fdw.${name}`);
  if (setting === undefined) {
    throw new SqlError({
      code: '42704',
      message: `unrecognized configuration parameter "dynamodb_fdw.${name}"`,
      hint: `The settings are: ${Object.values(SETTINGS)
        .map((each) => each.name)
        .join(', ')}.`,
    });
  }
  const value = (match[2] ?? '').replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");
  if (value.toUpperCase() !== 'DEFAULT') setting.parse(value);
}

function booleanOption(options: Options, name: string): boolean | undefined {
  const text = options[name];
  return text === undefined ? undefined : parseBoolean(text);
}

/** What planning a scan of the table goes by: the table's option, else the server's, else the setting. */
export function planSettings(table: ForeignTable, settings: SessionSettings): PlanSettings {
  const segments = table.options.segments === undefined ? settings.segments : Number(table.options.segments);
  return {
    pushdown: settings.pushdown,
    consistentRead:
      booleanOption(table.options, 'consistent_read') ??
      booleanOption(table.server.options, 'consistent_read') ??
      settings.consistentRead,
    segments: segments === 'auto' || Number.isNaN(segments) ? undefined : segments,
  };
}

/** How a mismatch in the table is taken. */
export function mismatchMode(table: ForeignTable, settings: SessionSettings): OnTypeMismatch {
  const option = table.options.on_type_mismatch;
  return option === 'error' || option === 'null' ? option : settings.onTypeMismatch;
}

/** The least of the setting and the servers' options: read units that a query may use. */
export function budgetOf(tables: readonly ForeignTable[], settings: SessionSettings): number | undefined {
  return least([settings.maxReadUnits, ...tables.map((table) => numberOption(table.server.options, 'max_read_units'))]);
}

/** Read units a second. */
export function rateOf(tables: readonly ForeignTable[], settings: SessionSettings): number | undefined {
  return least([settings.rateLimit, ...tables.map((table) => numberOption(table.server.options, 'rate_limit'))]);
}

/** Read units a second of what reads a server's tables without being a query: IMPORT, ANALYZE. */
export function rateOfServer(server: ForeignServer, settings: SessionSettings): number | undefined {
  return least([settings.rateLimit, numberOption(server.options, 'rate_limit')]);
}

function numberOption(options: Options, name: string): number | undefined {
  const value = Number(options[name]);
  return options[name] === undefined || Number.isNaN(value) ? undefined : value;
}

function least(limits: readonly (number | undefined)[]): number | undefined {
  const given = limits.filter((limit) => limit !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
