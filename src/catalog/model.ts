/**
 * What ddbsql knows of a foreign table when it plans and reads: its DynamoDB table, its columns and their options, and the server behind it.
 * Read from the engine's `pg_catalog` (or, in the express lane, from the saved catalog document).
 */

/** Option names and values as `pg_options_to_table` gives them: names folded, values verbatim. */
export type Options = Readonly<Record<string, string>>;

export interface ForeignColumn {
  /** The SQL name. */
  readonly name: string;
  /** 1-based attribute number. */
  readonly number: number;
  /** `format_type(atttypid, atttypmod)`: `text`, `numeric(10,2)`, `text[]`, `timestamp with time zone`, `my_enum`. */
  readonly type: string;
  readonly typeOid: number;
  /** The column's or, where it has none, that of the domain it is declared with: `numeric(10,2)` rounds either way. -1 where there is none. */
  readonly typeModifier: number;
  /**
   * What values look like, domains followed to their base type: the base type's name without modifiers (`text`, `numeric`, `timestamp with time zone`), an
   * enum as `enum`, an array as its element's base followed by `[]`, a composite as `composite`, a range as `range`.
   */
  readonly base: string;
  /** True where a domain's CHECK or NOT NULL may refuse a value of the base type. */
  readonly constrained: boolean;
  readonly notNull: boolean;
  readonly options: Options;
}

export interface ForeignServer {
  readonly name: string;
  readonly options: Options;
}

export interface ForeignTable {
  readonly schema: string;
  readonly name: string;
  readonly oid: number;
  readonly server: ForeignServer;
  readonly columns: readonly ForeignColumn[];
  readonly options: Options;
}

/** A user mapping with its secrets in clear: never printed, never logged. */
export interface UserMapping {
  readonly server: string;
  /** `public` for PUBLIC. */
  readonly user: string;
  readonly options: Options;
}

/** DynamoDB's key schema: attribute names and their types. */
export interface KeySchema {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute | undefined;
}
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface SecondaryIndex {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly keys: KeySchema;
  readonly projection:
    | { readonly type: 'ALL' | 'KEYS_ONLY' }
    | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] };
  readonly active: boolean;
  /** 0 means unknown: emulators say 0, AWS is up to six hours behind. */
  readonly items: number;
  readonly bytes: number;
}

/** What DescribeTable says, as far as planning needs it. */
export interface TableDescription {
  readonly table: string;
  readonly keys: KeySchema;
  readonly indexes: readonly SecondaryIndex[];
  readonly items: number;
  readonly bytes: number;
  readonly billing: 'on-demand' | 'provisioned';
  readonly status: string;
  readonly tableClass: string;
  readonly stream?: string | undefined;
}
