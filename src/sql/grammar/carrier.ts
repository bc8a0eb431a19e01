/** Statements that carry another: EXPLAIN, PREPARE, DECLARE, COPY, CREATE TABLE AS, CREATE VIEW; and ANALYZE. */
import type { Identifier } from '../expression.ts';
import type { SelectStatement } from '../select.ts';
import type { Analyze, Copy, CreateTableAs, CreateView, DeclareCursor, DmlStatement, Execute } from '../statement.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { DdlGrammar } from './ddl.ts';

export abstract class CarrierGrammar extends DdlGrammar {
  protected readonly declareCursor: Rule<DeclareCursor> = this.RULE('declareCursor', (): DeclareCursor => {
    const start = this.here();
    this.CONSUME(K.DECLARE);
    const name = this.identifier(this.CONSUME(T.ColId));
    const optionsStart = this.here();
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(K.BINARY) },
        { ALT: () => this.CONSUME(K.INSENSITIVE) },
        { ALT: () => this.CONSUME(K.ASENSITIVE) },
        { ALT: () => this.CONSUME(K.SCROLL) },
        {
          ALT: () => {
            this.CONSUME(K.NO);
            return this.CONSUME1(K.SCROLL);
          },
        },
      ]);
    });
    const options = this.textOf(this.since(optionsStart));
    this.CONSUME(K.CURSOR);
    const hold = this.OPTION(() => {
      const holdStart = this.here();
      this.CONSUME(Any.withOrWithout);
      this.CONSUME(K.HOLD);
      return this.textOf(this.since(holdStart));
    });
    this.CONSUME(K.FOR);
    const query = this.SUBRULE(this.selectStatement);
    const made = { type: 'declare_cursor', span: this.since(start), name, hold, query } as const;
    return { ...made, options: options === '' ? undefined : options };
  });

  protected readonly copy: Rule<Copy> = this.RULE('copy', (): Copy => {
    const start = this.here();
    this.CONSUME(K.COPY);
    const source = this.OR<Pick<Copy, 'query' | 'table' | 'columns' | 'direction'>>([
      {
        ALT: () => {
          this.CONSUME(P.open);
          const query = this.SUBRULE(this.preparable) as SelectStatement | DmlStatement;
          this.CONSUME(P.close);
          this.CONSUME(K.TO);
          return { query, columns: [], direction: 'to' };
        },
      },
      { ALT: () => this.SUBRULE(this.copiedTable) },
    ]);
    const endpoint = this.SUBRULE(this.copyEndpoint);
    const optionsStart = this.here();
    this.MANY(() => this.SUBRULE(this.verbatim));
    const options = this.textOf(this.since(optionsStart));
    const made = { type: 'copy', span: this.since(start), ...source, ...endpoint } as const;
    return { ...made, options: options === '' ? undefined : options };
  });

  private readonly copiedTable: Rule<Pick<Copy, 'table' | 'columns' | 'direction'>> = this.RULE(
    'copiedTable',
    (): Pick<Copy, 'table' | 'columns' | 'direction'> => {
      this.OPTION(() => this.CONSUME(K.BINARY));
      const start = this.here();
      const name = this.SUBRULE(this.qualifiedName);
      const span = this.since(start);
      const columns = this.OPTION1(() => this.SUBRULE(this.nameList)) ?? [];
      const direction = this.CONSUME(Any.fromOrTo).image as Copy['direction'];
      return { table: { type: 'table', span, name, nameSpan: span, only: false }, columns, direction };
    },
  );

  private readonly copyEndpoint: Rule<Pick<Copy, 'endpoint' | 'endpointKind'>> = this.RULE('copyEndpoint', () => {
    const program = this.OPTION(() => this.CONSUME(K.PROGRAM));
    return this.OR<Pick<Copy, 'endpoint' | 'endpointKind'>>([
      {
        ALT: () => ({
          endpoint: this.string(this.CONSUME(T.StringLiteral)),
          endpointKind: program === undefined ? 'file' : 'program',
        }),
      },
      {
        GATE: () => program === undefined,
        ALT: () => ({ endpoint: this.wordOf(this.CONSUME(Any.stdio)), endpointKind: 'stdio' }),
      },
    ]);
  });

  /** `WITH (...)`, verbatim. */
  private readonly storageOptions: Rule<string> = this.RULE('storageOptions', () => {
    const start = this.here();
    this.CONSUME(K.WITH);
    this.SUBRULE(this.balanced);
    return this.textOf(this.since(start));
  });

  /** What may stand between a new table's name and AS, verbatim. */
  private readonly tableClauses: Rule<string | undefined> = this.RULE('tableClauses', () => {
    const start = this.here();
    this.OPTION(() => {
      this.CONSUME(K.USING);
      this.CONSUME(T.ColId);
    });
    this.OPTION1(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.storageOptions) },
        {
          ALT: () => {
            this.CONSUME(K.WITHOUT);
            return this.CONSUME(K.OIDS);
          },
        },
      ]),
    );
    this.OPTION2(() => {
      this.CONSUME(K.ON);
      this.CONSUME(K.COMMIT);
      this.OR1([
        { ALT: () => this.CONSUME(K.DROP) },
        {
          ALT: () => {
            this.OR2([{ ALT: () => this.CONSUME(K.DELETE) }, { ALT: () => this.CONSUME(K.PRESERVE) }]);
            return this.CONSUME(K.ROWS);
          },
        },
      ]);
    });
    this.OPTION3(() => {
      this.CONSUME(K.TABLESPACE);
      this.CONSUME1(T.ColId);
    });
    const text = this.textOf(this.since(start));
    return text === '' ? undefined : text;
  });

  private readonly withData: Rule<boolean> = this.RULE('withData', () => {
    this.CONSUME(K.WITH);
    const no = this.OPTION(() => this.CONSUME(K.NO));
    this.CONSUME(K.DATA);
    return no === undefined;
  });

  /** CREATE TABLE ... AS and CREATE MATERIALIZED VIEW. */
  protected readonly createTableAs: Rule<CreateTableAs> = this.RULE('createTableAs', (): CreateTableAs => {
    const start = this.here();
    this.CONSUME(K.CREATE);
    const persistence = this.SUBRULE(this.persistence);
    const materializedView = this.OR([
      { ALT: () => this.CONSUME(K.TABLE) && false },
      {
        ALT: () => {
          this.CONSUME(K.MATERIALIZED);
          this.CONSUME(K.VIEW);
          return true;
        },
      },
    ]);
    const ifNotExists = this.SUBRULE(this.optionalIfNotExists);
    const name = this.SUBRULE(this.qualifiedName);
    const columns = this.OPTION(() => this.SUBRULE(this.nameList)) ?? [];
    const clauses = this.SUBRULE(this.tableClauses);
    this.CONSUME(K.AS);
    const query = this.OR1<SelectStatement | Execute>([
      { ALT: () => this.SUBRULE(this.selectStatement) },
      { GATE: () => !materializedView, ALT: () => this.SUBRULE(this.execute) },
    ]);
    const withData = this.OPTION1(() => this.SUBRULE(this.withData));
    const made = { type: 'create_table_as', span: this.since(start), name, materializedView, persistence } as const;
    return { ...made, ifNotExists, columns, clauses, query, withData };
  });

  protected readonly createView: Rule<CreateView> = this.RULE('createView', (): CreateView => {
    const start = this.here();
    this.CONSUME(K.CREATE);
    const orReplace = this.OPTION(() => {
      this.CONSUME(K.OR);
      return this.CONSUME(K.REPLACE);
    });
    const persistence = this.SUBRULE(this.persistence);
    const recursive = this.OPTION1(() => this.CONSUME(K.RECURSIVE));
    this.CONSUME(K.VIEW);
    const name = this.SUBRULE(this.qualifiedName);
    const columns = this.OPTION2(() => this.SUBRULE(this.nameList)) ?? [];
    const clauses = this.OPTION5(() => this.SUBRULE(this.storageOptions));
    this.CONSUME(K.AS);
    const query = this.SUBRULE(this.selectStatement);
    const check = this.OPTION3(() => {
      this.CONSUME(K.WITH);
      const scope = this.OPTION4(() =>
        this.OR([
          { ALT: () => this.CONSUME(K.CASCADED) && 'cascaded' },
          { ALT: () => this.CONSUME(K.LOCAL) && 'local' },
        ]),
      );
      this.CONSUME(K.CHECK);
      this.CONSUME(K.OPTION);
      return (scope ?? 'cascaded') as CreateView['check'];
    });
    const flags = { orReplace: orReplace !== undefined, temporary: persistence === 'temporary' };
    const made = { type: 'create_view', span: this.since(start), name, ...flags } as const;
    return { ...made, recursive: recursive !== undefined, columns, clauses, query, check };
  });

  protected readonly analyze: Rule<Analyze> = this.RULE('analyze', (): Analyze => {
    const start = this.here();
    const tables: Analyze['tables'][number][] = [];
    const columns: Identifier[][] = [];
    this.CONSUME(Any.analyze);
    const options = this.OPTION(() => this.SUBRULE(this.utilityOptions)) ?? [];
    const verbose = this.OPTION1({ GATE: () => options.length === 0, DEF: () => this.CONSUME(K.VERBOSE) });
    this.OPTION2(() => {
      this.AT_LEAST_ONE_SEP({
        SEP: P.comma,
        DEF: () => {
          tables.push(this.SUBRULE(this.relation));
          columns.push(this.OPTION3(() => this.SUBRULE(this.nameList)) ?? []);
        },
      });
    });
    const made = { type: 'analyze', span: this.since(start), verbose: verbose !== undefined, options } as const;
    return { ...made, tables, columns };
  });
}
