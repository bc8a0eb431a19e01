/** CREATE, ALTER and DROP of servers, user mappings and foreign tables, and IMPORT FOREIGN SCHEMA. */
import type { IToken } from 'chevrotain';
import type { Identifier } from '../expression.ts';
import type {
  AlterServer,
  CreateForeignTable,
  CreateServer,
  ForeignColumn,
  ImportForeignSchema,
  Option,
  UserMapping,
} from '../statement.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { JsonGrammar } from './json.ts';

const nameServer = 'Write a name for the server: CREATE SERVER name FOREIGN DATA WRAPPER dynamodb_fdw OPTIONS (...).';

type MappedUser = Pick<UserMapping, 'user' | 'userSpan'>;

export abstract class DdlGrammar extends JsonGrammar {
  /** `OPTIONS (name 'value', ...)` where options are given for the first time. */
  private readonly options: Rule<Option[]> = this.RULE('options', () => {
    const options: Option[] = [];
    this.CONSUME(K.OPTIONS);
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => options.push(this.SUBRULE(this.namedOption)) });
    this.CONSUME(P.close);
    return options;
  });

  private readonly namedOption: Rule<Option, [action?: Option['action'], start?: number]> = this.RULE(
    'namedOption',
    (action = 'add', from?: number): Option => {
      const start = from ?? this.here();
      const name = this.identifier(this.CONSUME(T.ColLabel));
      const literal = this.CONSUME(T.StringLiteral);
      const value = { value: this.string(literal), valueSpan: this.spanOf(literal) };
      return { type: 'option', span: this.since(start), action, name, ...value };
    },
  );

  /** `OPTIONS (ADD a 'x', SET b 'y', DROP c, d 'z')` where options are changed. */
  private readonly changedOptions: Rule<Option[]> = this.RULE('changedOptions', () => {
    const options: Option[] = [];
    this.CONSUME(K.OPTIONS);
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => options.push(this.SUBRULE(this.changedOption)) });
    this.CONSUME(P.close);
    return options;
  });

  private readonly changedOption: Rule<Option> = this.RULE('changedOption', (): Option => {
    const start = this.here();
    // ADD, SET and DROP may also be the option's own name, before its value.
    const isAction = (): boolean => !this.ahead(2, T.StringLiteral);
    return this.OR<Option>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: isAction,
          ALT: () => this.CONSUME(K.ADD) && this.SUBRULE(this.namedOption, { ARGS: ['add', start] }),
        },
        {
          GATE: isAction,
          ALT: () => this.CONSUME(K.SET) && this.SUBRULE1(this.namedOption, { ARGS: ['set', start] }),
        },
        {
          GATE: isAction,
          ALT: () => {
            this.CONSUME(K.DROP);
            const name = this.identifier(this.CONSUME(T.ColLabel));
            return { type: 'option', span: this.since(start), action: 'drop', name };
          },
        },
        { ALT: () => this.SUBRULE2(this.namedOption, { ARGS: ['add', start] }) },
      ],
    });
  });

  /** `VERSION 'v'`, `VERSION NULL`. */
  private readonly version: Rule<string | null> = this.RULE('version', () => {
    this.CONSUME(K.VERSION);
    return this.OR<string | null>([
      { ALT: () => this.string(this.CONSUME(T.StringLiteral)) },
      { ALT: () => this.CONSUME(K.NULL) && null },
    ]);
  });

  private readonly ifNotExists: Rule<boolean> = this.RULE('ifNotExists', () => {
    this.CONSUME(K.IF);
    this.CONSUME(K.NOT);
    this.CONSUME(K.EXISTS);
    return true;
  });

  /** IF could be the name itself; then NOT does not follow. */
  protected readonly optionalIfNotExists: Rule<boolean> = this.RULE(
    'optionalIfNotExists',
    () => this.OPTION({ GATE: () => this.ahead(2, K.NOT), DEF: () => this.SUBRULE(this.ifNotExists) }) !== undefined,
  );

  protected readonly createServer: Rule<CreateServer> = this.RULE('createServer', (): CreateServer => {
    const start = this.here();
    this.CONSUME(K.CREATE);
    this.CONSUME(K.SERVER);
    const ifNotExists = this.SUBRULE(this.optionalIfNotExists);
    this.ACTION(() => {
      if (this.ahead(1, K.FOREIGN)) throw this.refuse(this.LA(1)).with({ hint: nameServer });
    });
    const name = this.identifier(this.CONSUME(T.ColId));
    const serverType = this.OPTION(() => {
      this.CONSUME(K.TYPE);
      return this.string(this.CONSUME(T.StringLiteral));
    });
    const version = this.OPTION1(() => this.SUBRULE(this.version));
    this.CONSUME(K.FOREIGN);
    this.CONSUME(K.DATA);
    this.CONSUME(K.WRAPPER);
    const wrapper = this.identifier(this.CONSUME1(T.ColId));
    const options = this.OPTION2(() => this.SUBRULE(this.options)) ?? [];
    const made = { type: 'create_server', span: this.since(start), name, ifNotExists, serverType, version } as const;
    return { ...made, wrapper, options };
  });

  protected readonly alterServer: Rule<AlterServer> = this.RULE('alterServer', (): AlterServer => {
    const start = this.here();
    this.CONSUME(K.ALTER);
    this.CONSUME(K.SERVER);
    const name = this.identifier(this.CONSUME(T.ColId));
    const version = this.OPTION(() => this.SUBRULE(this.version));
    this.ACTION(() => {
      if (version === undefined && !this.ahead(1, K.OPTIONS)) throw this.refuse(this.LA(1));
    });
    const options = this.OPTION1(() => this.SUBRULE(this.changedOptions));
    return { type: 'alter_server', span: this.since(start), name, version, options: options ?? [] };
  });

  protected readonly userMapping: Rule<UserMapping> = this.RULE('userMapping', (): UserMapping => {
    const start = this.here();
    let exists: Partial<Pick<UserMapping, 'ifExists' | 'ifNotExists'>> = {};
    const type = this.OR<UserMapping['type']>([
      {
        ALT: () => {
          this.CONSUME(K.CREATE);
          this.CONSUME(K.USER);
          this.CONSUME(K.MAPPING);
          exists = { ifNotExists: this.SUBRULE(this.optionalIfNotExists) };
          return 'create_user_mapping';
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.ALTER);
          this.CONSUME1(K.USER);
          this.CONSUME1(K.MAPPING);
          return 'alter_user_mapping';
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.DROP);
          this.CONSUME2(K.USER);
          this.CONSUME2(K.MAPPING);
          const ifExists = this.OPTION(() => {
            this.CONSUME(K.IF);
            return this.CONSUME(K.EXISTS);
          });
          exists = { ifExists: ifExists !== undefined };
          return 'drop_user_mapping';
        },
      },
    ]);
    this.CONSUME(K.FOR);
    const mapped = this.SUBRULE(this.mappedUser);
    this.CONSUME(K.SERVER);
    const server = this.identifier(this.CONSUME(T.ColId));
    const options = this.OR1<Option[]>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => type === 'create_user_mapping', ALT: () => this.SUBRULE(this.options) },
        { GATE: () => type === 'alter_user_mapping', ALT: () => this.SUBRULE(this.changedOptions) },
        {
          ALT: () => {
            this.ACTION(() => {
              // ALTER changes nothing but options.
              if (type === 'alter_user_mapping') throw this.refuse(this.LA(1));
            });
            return [];
          },
        },
      ],
    });
    const made = { type, span: this.since(start), ...mapped, server, options };
    return { ...made, ifExists: false, ifNotExists: false, ...exists };
  });

  /** A role, or nothing where `FOR SERVER s` leaves it out; a role may also be called server. */
  private readonly mappedUser: Rule<MappedUser> = this.RULE('mappedUser', (): MappedUser => {
    const behind = this.behind();
    const keyword = (token: IToken): MappedUser => ({
      user: { keyword: this.wordOf(token) },
      userSpan: this.spanOf(token),
    });
    return this.OR<MappedUser>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => keyword(this.CONSUME(Any.mappedUser)) },
        {
          GATE: () => !this.ahead(1, K.SERVER) || this.ahead(2, K.SERVER),
          ALT: () => {
            const token = this.CONSUME(T.NonReservedWord);
            const name = this.identifier(token);
            if (name.name === 'public') return keyword(token);
            this.ACTION(() => {
              if (name.name === 'none') {
                throw this.complain(token.startOffset, 'role name "none" is reserved', '42939');
              }
            });
            return { user: name, userSpan: name.span };
          },
        },
        { ALT: () => ({ user: undefined, userSpan: { start: behind, end: behind } }) },
      ],
    });
  });

  protected readonly createForeignTable: Rule<CreateForeignTable> = this.RULE(
    'createForeignTable',
    (): CreateForeignTable => {
      const start = this.here();
      const columns: ForeignColumn[] = [];
      const elements: string[] = [];
      this.CONSUME(K.CREATE);
      this.CONSUME(K.FOREIGN);
      this.CONSUME(K.TABLE);
      const ifNotExists = this.SUBRULE(this.optionalIfNotExists);
      const nameStart = this.here();
      const name = this.SUBRULE(this.qualifiedName);
      const nameSpan = this.since(nameStart);
      const clauses = this.OR([
        {
          ALT: () => {
            this.CONSUME(P.open);
            this.OPTION(() => {
              this.AT_LEAST_ONE_SEP({
                SEP: P.comma,
                DEF: () => this.SUBRULE(this.element, { ARGS: [columns, elements] }),
              });
            });
            this.CONSUME(P.close);
            return this.OPTION1(() => this.SUBRULE(this.inherits));
          },
        },
        { ALT: () => this.SUBRULE(this.partitionOf) },
      ]);
      this.CONSUME(K.SERVER);
      const server = this.identifier(this.CONSUME(T.ColId));
      const options = this.OPTION2(() => this.SUBRULE(this.options)) ?? [];
      const made = { type: 'create_foreign_table', span: this.since(start), name, nameSpan, ifNotExists } as const;
      return { ...made, server, columns, elements, clauses, options };
    },
  );

  private readonly inherits: Rule<string> = this.RULE('inherits', () => {
    const start = this.here();
    this.CONSUME(K.INHERITS);
    this.SUBRULE(this.balanced);
    return this.textOf(this.since(start));
  });

  /** `PARTITION OF t (...) FOR VALUES ...`: all of it up to SERVER. */
  private readonly partitionOf: Rule<string> = this.RULE('partitionOf', () => {
    const start = this.here();
    this.CONSUME(K.PARTITION);
    this.CONSUME(K.OF);
    this.SUBRULE(this.qualifiedName);
    this.OPTION(() => this.SUBRULE(this.balanced));
    this.OR([
      { ALT: () => this.CONSUME(K.DEFAULT) },
      {
        ALT: () => {
          this.CONSUME(K.FOR);
          this.CONSUME(K.VALUES);
          this.AT_LEAST_ONE({
            GATE: () => !this.ahead(1, K.SERVER),
            DEF: () => this.SUBRULE1(this.verbatim),
          });
        },
      },
    ]);
    return this.textOf(this.since(start));
  });

  /** One token, or parentheses with all between them. */
  protected readonly verbatim: Rule<void> = this.RULE('verbatim', () => {
    this.OR([{ ALT: () => this.CONSUME(T.Filler) }, { ALT: () => this.SUBRULE(this.balanced) }]);
  });

  /** A column, a table constraint or LIKE. */
  private readonly element: Rule<void, [columns?: ForeignColumn[], elements?: string[]]> = this.RULE(
    'element',
    (columns = [], elements = []) => {
      const start = this.here();
      this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => this.startsConstraint(),
            ALT: () => {
              this.AT_LEAST_ONE(() => this.SUBRULE(this.verbatim));
              elements.push(this.textOf(this.since(start)));
            },
          },
          { ALT: () => columns.push(this.SUBRULE(this.foreignColumn)) },
        ],
      });
    },
  );

  private startsConstraint(): boolean {
    const next = this.LA(1).tokenType;
    // EXCLUDE is also a column's name; as a constraint USING or parentheses follow.
    if (next === K.EXCLUDE) return this.ahead(2, K.USING) || this.ahead(2, P.open);
    return constraints.has(next);
  }

  private readonly foreignColumn: Rule<ForeignColumn> = this.RULE('foreignColumn', (): ForeignColumn => {
    const name = this.identifier(this.CONSUME(T.ColId));
    const dataType = this.SUBRULE(this.typeName);
    const rest: string[] = [];
    let options: Option[] = [];
    this.MANY(() => {
      this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            GATE: () => this.ahead(2, P.open),
            ALT: () => {
              options = this.SUBRULE(this.options);
            },
          },
          {
            ALT: () => {
              const start = this.here();
              this.SUBRULE(this.verbatim);
              rest.push(this.textOf(this.since(start)));
            },
          },
        ],
      });
    });
    return { name, dataType, options, rest: rest.length === 0 ? undefined : rest.join(' ') };
  });

  protected readonly importForeignSchema: Rule<ImportForeignSchema> = this.RULE(
    'importForeignSchema',
    (): ImportForeignSchema => {
      const start = this.here();
      this.CONSUME(K.IMPORT);
      this.CONSUME(K.FOREIGN);
      this.CONSUME(K.SCHEMA);
      const remoteSchema = this.identifier(this.CONSUME(T.ColId));
      const filter = this.OPTION(() => this.SUBRULE(this.importFilter));
      this.CONSUME(K.FROM);
      this.CONSUME(K.SERVER);
      const server = this.identifier(this.CONSUME1(T.ColId));
      this.CONSUME(K.INTO);
      const localSchema = this.identifier(this.CONSUME2(T.ColId));
      const options = this.OPTION1(() => this.SUBRULE(this.options)) ?? [];
      const made = { type: 'import_foreign_schema', span: this.since(start), remoteSchema, filter, server } as const;
      return { ...made, localSchema, options };
    },
  );

  private readonly importFilter: Rule<NonNullable<ImportForeignSchema['filter']>> = this.RULE('importFilter', () => {
    const kind = this.OR([
      {
        ALT: () => {
          this.CONSUME(K.LIMIT);
          this.CONSUME(K.TO);
          return 'limit_to' as const;
        },
      },
      { ALT: () => this.CONSUME(K.EXCEPT) && ('except' as const) },
    ]);
    const tables: Identifier[] = [];
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        const { name } = this.SUBRULE(this.relation);
        this.ACTION(() => tables.push(...name.slice(-1)));
      },
    });
    this.CONSUME(P.close);
    return { kind, tables };
  });
}

/** What stands in a list of columns and is none. */
const constraints = new Set([K.CONSTRAINT, K.CHECK, K.UNIQUE, K.PRIMARY, K.FOREIGN, K.LIKE, K.NOT]);
