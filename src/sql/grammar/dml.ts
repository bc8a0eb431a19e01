/** INSERT, UPDATE, DELETE and MERGE. */
import type { Expression, Identifier } from '../expression.ts';
import type { Alias, TableRef, WithClause } from '../select.ts';
import type {
  Assignment,
  Delete,
  DmlStatement,
  Insert,
  Merge,
  MergeAction,
  MergeWhen,
  ReturningAlias,
  Update,
} from '../statement.ts';
import * as T from '../tokens.ts';
import { Any, K, P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { SelectGrammar } from './select.ts';

type AfterWith = [withClause?: WithClause | undefined, start?: number];
type Returning = Pick<Insert, 'returning' | 'returningAliases'>;
/** A column that is assigned to, with its subscripts and fields. */
type AssignedColumn = Assignment['columns'][number];

export abstract class DmlGrammar extends SelectGrammar {
  protected override readonly dmlAfterWith: Rule<DmlStatement, AfterWith> = this.RULE(
    'dmlAfterWith',
    (withClause, start = 0) => {
      const args = { ARGS: [withClause, start] as AfterWith };
      return this.OR<DmlStatement>([
        { ALT: () => this.SUBRULE(this.insert, args) },
        { ALT: () => this.SUBRULE(this.update, args) },
        { ALT: () => this.SUBRULE(this.delete, args) },
        { ALT: () => this.SUBRULE(this.merge, args) },
      ]);
    },
  );

  private readonly insert: Rule<Insert, AfterWith> = this.RULE('insert', (withClause, start = 0): Insert => {
    this.CONSUME(K.INSERT);
    this.CONSUME(K.INTO);
    const target = this.SUBRULE(this.insertTarget);
    const columns: AssignedColumn[] = [];
    let overriding: Insert['overriding'];
    const source = this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(K.DEFAULT);
            this.CONSUME(K.VALUES);
            return undefined;
          },
        },
        {
          ALT: () => {
            this.OPTION({
              GATE: () => !this.opensQuery(),
              DEF: () => {
                this.CONSUME(P.open);
                this.AT_LEAST_ONE_SEP({
                  SEP: P.comma,
                  DEF: () => columns.push(this.SUBRULE(this.assignedColumn)),
                });
                this.CONSUME(P.close);
              },
            });
            overriding = this.OPTION1(() => this.SUBRULE(this.overriding));
            return this.SUBRULE(this.selectStatement);
          },
        },
      ],
    });
    const conflict = this.OPTION2(() => this.SUBRULE(this.onConflict));
    const returning = this.SUBRULE(this.returning);
    const paths = columns.map((column) => column.path ?? []);
    return {
      type: 'insert',
      span: this.since(start),
      with: withClause,
      target,
      columns: columns.map((column) => column.name),
      columnPaths: paths.some((path) => path.length > 0) ? paths : undefined,
      source,
      overriding,
      onConflict: conflict?.text,
      onConflictExpressions: conflict?.expressions,
      ...returning,
    };
  });

  private readonly insertTarget: Rule<TableRef> = this.RULE('insertTarget', (): TableRef => {
    const start = this.here();
    const name = this.SUBRULE(this.qualifiedName);
    const nameSpan = this.since(start);
    const alias = this.OPTION((): Alias => {
      const aliasStart = this.here();
      this.CONSUME(K.AS);
      const alias = this.identifier(this.CONSUME(T.ColId));
      return { type: 'alias', span: this.since(aliasStart), name: alias };
    });
    return { type: 'table', span: this.since(start), name, nameSpan, only: false, alias };
  });

  private readonly overriding: Rule<'system' | 'user'> = this.RULE('overriding', () => {
    this.CONSUME(K.OVERRIDING);
    const whose = this.CONSUME(Any.overriding).image as 'system' | 'user';
    this.CONSUME(K.VALUE);
    return whose;
  });

  /** ON CONFLICT, kept as text; its expressions are handed over too, since they may hold subqueries. */
  private readonly onConflict: Rule<{ text: string; expressions: Expression[] }> = this.RULE('onConflict', () => {
    const start = this.here();
    const expressions: Expression[] = [];
    const keep = (expression: Expression): unknown => expressions.push(expression);
    this.CONSUME(K.ON);
    this.CONSUME(K.CONFLICT);
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME1(K.ON);
            this.CONSUME(K.CONSTRAINT);
            this.CONSUME(T.ColId);
          },
        },
        {
          ALT: () => {
            this.CONSUME(P.open);
            this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => this.SUBRULE(this.indexElement) });
            this.CONSUME(P.close);
            this.OPTION1(() => keep(this.SUBRULE(this.where)));
          },
        },
      ]);
    });
    this.CONSUME(K.DO);
    this.OR1([
      { ALT: () => this.CONSUME(K.NOTHING) },
      {
        ALT: () => {
          this.CONSUME(K.UPDATE);
          this.CONSUME(K.SET);
          const set = this.SUBRULE(this.assignments);
          this.ACTION(() => expressions.push(...set.flatMap(({ value }) => value ?? [])));
          this.OPTION2(() => keep(this.SUBRULE1(this.where)));
        },
      },
    ]);
    return { text: this.textOf(this.since(start)), expressions };
  });

  /** A column or expression of an index, with its operator class. */
  private readonly indexElement: Rule<void> = this.RULE('indexElement', () => {
    this.SUBRULE(this.primary);
    this.OPTION(() => {
      this.CONSUME(K.COLLATE);
      this.SUBRULE(this.qualifiedName);
    });
    this.OPTION1(() => {
      this.SUBRULE1(this.qualifiedName);
      this.OPTION2(() => this.SUBRULE(this.balanced));
    });
    this.OPTION3(() => this.CONSUME(Any.direction));
    this.OPTION4(() => {
      this.CONSUME(T.NullsLa);
      this.CONSUME(Any.firstOrLast);
    });
  });

  private readonly returning: Rule<Returning> = this.RULE('returning', () => {
    let returningAliases: ReturningAlias[] | undefined;
    const returning = this.OPTION(() => {
      this.CONSUME(K.RETURNING);
      returningAliases = this.OPTION1(() => this.SUBRULE(this.returningAliases));
      return this.SUBRULE(this.targetList);
    });
    return { returning: returning ?? [], returningAliases };
  });

  /** `WITH (OLD AS o, NEW AS n)`. */
  private readonly returningAliases: Rule<ReturningAlias[]> = this.RULE('returningAliases', () => {
    const aliases: ReturningAlias[] = [];
    this.CONSUME(K.WITH);
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({
      SEP: P.comma,
      DEF: () => {
        const row = this.CONSUME(Any.oldOrNew).image as ReturningAlias['row'];
        this.CONSUME(K.AS);
        aliases.push({ row, name: this.identifier(this.CONSUME(T.ColId)) });
      },
    });
    this.CONSUME(P.close);
    return aliases;
  });

  private readonly assignedColumn: Rule<AssignedColumn> = this.RULE('assignedColumn', () => {
    const start = this.here();
    const name = this.identifier(this.CONSUME(T.ColId));
    const path: Expression[] = [];
    let target: Expression = { type: 'column', span: name.span, parts: [name], star: false };
    this.MANY(() => {
      target = this.SUBRULE(this.indirectionStep, { ARGS: [target, start] });
      path.push(target);
    });
    return { name, path };
  });

  private readonly assignments: Rule<Assignment[]> = this.RULE('assignments', () => {
    const set: Assignment[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => set.push(this.SUBRULE(this.assignment)) });
    return set;
  });

  private readonly assignment: Rule<Assignment> = this.RULE('assignment', (): Assignment => {
    const columns: AssignedColumn[] = [];
    const row = this.OR([
      { ALT: () => columns.push(this.SUBRULE(this.assignedColumn)) && false },
      {
        ALT: () => {
          this.CONSUME(P.open);
          this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => columns.push(this.SUBRULE1(this.assignedColumn)) });
          this.CONSUME(P.close);
          return true;
        },
      },
    ]);
    this.CONSUME(P.equals);
    const value = this.SUBRULE(this.expression);
    return { columns, row, value: value.type === 'default' ? undefined : value };
  });

  /** The table that is changed, with an alias; SET is no alias here. */
  private readonly changedTable: Rule<TableRef> = this.RULE('changedTable', (): TableRef => {
    const start = this.here();
    const relation = this.SUBRULE(this.relation);
    const aliasStart = this.here();
    const alias = this.OPTION({
      GATE: () => !this.ahead(1, K.SET),
      DEF: (): Alias => {
        this.OPTION1(() => this.CONSUME(K.AS));
        const name = this.identifier(this.CONSUME(T.ColId));
        return { type: 'alias', span: this.since(aliasStart), name };
      },
    });
    return { ...relation, span: this.since(start), alias };
  });

  private readonly whereOrCurrent: Rule<Pick<Update, 'where' | 'currentOf'>> = this.RULE('whereOrCurrent', () =>
    this.OR<Pick<Update, 'where' | 'currentOf'>>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.ahead(2, K.CURRENT) && this.ahead(3, K.OF),
          ALT: () => {
            this.CONSUME(K.WHERE);
            this.CONSUME(K.CURRENT);
            this.CONSUME(K.OF);
            return { currentOf: this.identifier(this.CONSUME(T.ColId)) };
          },
        },
        { ALT: () => ({ where: this.SUBRULE(this.where) }) },
        { ALT: () => ({}) },
      ],
    }),
  );

  private readonly update: Rule<Update, AfterWith> = this.RULE('update', (withClause, start = 0): Update => {
    this.CONSUME(K.UPDATE);
    const target = this.SUBRULE(this.changedTable);
    this.CONSUME(K.SET);
    const set = this.SUBRULE(this.assignments);
    const from = this.OPTION(() => {
      this.CONSUME(K.FROM);
      return this.SUBRULE(this.fromList);
    });
    const filter = this.SUBRULE(this.whereOrCurrent);
    const returning = this.SUBRULE(this.returning);
    const made = { type: 'update', span: this.since(start), with: withClause, target, set } as const;
    return { ...made, from: from ?? [], ...filter, ...returning };
  });

  private readonly delete: Rule<Delete, AfterWith> = this.RULE('delete', (withClause, start = 0): Delete => {
    this.CONSUME(K.DELETE);
    this.CONSUME(K.FROM);
    const target = this.SUBRULE(this.changedTable);
    const using = this.OPTION(() => {
      this.CONSUME(K.USING);
      return this.SUBRULE(this.fromList);
    });
    const filter = this.SUBRULE(this.whereOrCurrent);
    const returning = this.SUBRULE(this.returning);
    const made = { type: 'delete', span: this.since(start), with: withClause, target } as const;
    return { ...made, using: using ?? [], ...filter, ...returning };
  });

  private readonly merge: Rule<Merge, AfterWith> = this.RULE('merge', (withClause, start = 0): Merge => {
    const whens: MergeWhen[] = [];
    this.CONSUME(K.MERGE);
    this.CONSUME(K.INTO);
    const target = this.SUBRULE(this.changedTable);
    this.CONSUME(K.USING);
    const source = this.SUBRULE(this.fromItem);
    this.CONSUME(K.ON);
    const on = this.SUBRULE(this.expression);
    this.AT_LEAST_ONE(() => whens.push(this.SUBRULE(this.mergeWhen)));
    const returning = this.SUBRULE(this.returning);
    const made = { type: 'merge', span: this.since(start), with: withClause, target, source, on, whens } as const;
    return { ...made, ...returning };
  });

  private readonly mergeWhen: Rule<MergeWhen> = this.RULE('mergeWhen', (): MergeWhen => {
    this.CONSUME(K.WHEN);
    const not = this.OPTION(() => this.CONSUME(K.NOT));
    this.CONSUME(K.MATCHED);
    const by = this.OPTION1({
      GATE: () => not !== undefined,
      DEF: () => {
        this.CONSUME(K.BY);
        return this.CONSUME(Any.sourceOrTarget).image as 'source' | 'target';
      },
    });
    const condition = this.OPTION2(() => {
      this.CONSUME(K.AND);
      return this.SUBRULE(this.expression);
    });
    this.CONSUME(K.THEN);
    const match = not === undefined ? 'matched' : (`not matched by ${by ?? 'target'}` as const);
    const action = this.SUBRULE(this.mergeDo, { ARGS: [match] });
    return { match, condition, action };
  });

  /** What is done; rows of the source alone can be inserted, rows of the target updated and deleted. */
  private readonly mergeDo: Rule<MergeAction, [match?: MergeWhen['match']]> = this.RULE(
    'mergeDo',
    (match = 'matched'): MergeAction => {
      const inserts = match === 'not matched by target';
      return this.OR<MergeAction>([
        {
          ALT: () => {
            this.CONSUME(K.DO);
            this.CONSUME(K.NOTHING);
            return { action: 'nothing' };
          },
        },
        { GATE: () => !inserts, ALT: () => this.CONSUME(K.DELETE) && { action: 'delete' } },
        {
          GATE: () => !inserts,
          ALT: () => {
            this.CONSUME(K.UPDATE);
            this.CONSUME(K.SET);
            return { action: 'update', set: this.SUBRULE(this.assignments) };
          },
        },
        { GATE: () => inserts, ALT: () => this.SUBRULE(this.mergeInsert) },
      ]);
    },
  );

  private readonly mergeInsert: Rule<MergeAction> = this.RULE('mergeInsert', (): MergeAction => {
    const columns: Identifier[] = [];
    this.CONSUME(K.INSERT);
    this.OPTION(() => {
      this.CONSUME(P.open);
      this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => columns.push(this.SUBRULE(this.assignedColumn).name) });
      this.CONSUME(P.close);
    });
    const overriding = this.OPTION1(() => this.SUBRULE(this.overriding));
    const values = this.OR([
      {
        ALT: () => {
          this.CONSUME(K.DEFAULT);
          this.CONSUME(K.VALUES);
          return undefined;
        },
      },
      {
        ALT: () => {
          this.CONSUME1(K.VALUES);
          this.CONSUME1(P.open);
          const list = this.SUBRULE(this.expressionList);
          this.CONSUME1(P.close);
          return list;
        },
      },
    ]);
    return { action: 'insert', columns, overriding, values };
  });
}
