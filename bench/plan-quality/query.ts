/** One query of the benchmark, and the least that could answer it. */
export interface BenchQuery {
  readonly sql: string;
  /** Statements before it in the same session, not counted. */
  readonly before?: readonly string[];
  /** Values for $1, $2 ... */
  readonly parameters?: readonly string[];
  /** The fewest requests and read units, worked out by hand. */
  readonly requests: number;
  readonly units: number;
  readonly why: string;
}

export interface BenchGroup {
  readonly title: string;
  readonly queries: readonly BenchQuery[];
}
