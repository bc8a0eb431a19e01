/** How the process ends; the codes are psql's. */
export const ExitCode = {
  ok: 0,
  /** A bad option, a file that cannot be read, a failed last `-c`, or something that ddbsql did not expect. */
  failure: 1,
  /** The engine could not be reached, or was lost. */
  badConnection: 2,
  /** A script ended by an error under ON_ERROR_STOP. */
  script: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
