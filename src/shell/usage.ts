/** What `--help` and `\? options` say. */
export function usageText(): string {
  return `ddbsql is psql for Amazon DynamoDB: DynamoDB fetches, PostgreSQL answers.

Usage:
  ddbsql [OPTION]... [FILE.sql]...

General options:
  -c, --command=COMMAND    run only single command (SQL or internal) and exit
  -f, --file=FILENAME      execute commands from file, then exit
  -l, --list               list available databases, then exit
  -v, --set=, --variable=NAME=VALUE
                           set ddbsql variable NAME to VALUE
                           (e.g., -v ON_ERROR_STOP=1)
  -V, --version            output version information, then exit
  -X, --no-psqlrc          do not read startup file (~/.ddbsqlrc)
  -1 ("one"), --single-transaction
                           execute as a single transaction (if non-interactive)
  -?, --help[=options]     show this help, then exit
      --help=commands      list backslash commands, then exit
      --help=variables     list special variables, then exit

Input and output options:
  -a, --echo-all           echo all input from script
  -b, --echo-errors        echo failed commands
  -e, --echo-queries       echo commands sent to server
  -E, --echo-hidden        display queries that internal commands generate
  -L, --log-file=FILENAME  send session log to file
  -n, --no-readline        disable enhanced command line editing
  -o, --output=FILENAME    send query results to file (or |pipe)
  -q, --quiet              run quietly (no messages, only query output)
  -s, --single-step        single-step mode (confirm each query)
  -S, --single-line        single-line mode (end of line terminates SQL command)

Output format options:
  -A, --no-align           unaligned table output mode
      --csv                CSV (Comma-Separated Values) table output mode
  -F, --field-separator=STRING
                           field separator for unaligned output (default: "|")
  -H, --html               HTML table output mode
  -P, --pset=VAR[=ARG]     set printing option VAR to ARG (see \\pset command)
  -R, --record-separator=STRING
                           record separator for unaligned output (default: newline)
  -t, --tuples-only        print rows only
  -T, --table-attr=TEXT    set HTML table tag attributes (e.g., width, border)
  -x, --expanded           turn on expanded table output
  -z, --field-separator-zero
                           set field separator for unaligned output to zero byte
  -0, --record-separator-zero
                           set record separator for unaligned output to zero byte

DynamoDB options:
      --endpoint=URL       endpoint of DynamoDB, whatever a server's options say
      --region=REGION      AWS region, whatever a server's options say
      --profile=NAME       AWS profile, whatever a user mapping's options say
      --engine=URL         answer with the PostgreSQL server at postgres://...
                           (default: DDBSQL_ENGINE, or the embedded one)
  -w, --no-password        never prompt for that server's password
      --demo               try it out on an embedded DynamoDB with sample tables

For more information, type "\\?" (for internal commands) or "\\help" (for SQL
commands) from within ddbsql.
`;
}
