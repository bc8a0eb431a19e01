/** The top of the grammar: a statement, an expression. */
import type { Expression } from '../expression.ts';
import type { Statement } from '../statement.ts';
import { P } from '../tokens.ts';
import type { Rule } from './base.ts';
import { DmlGrammar } from './dml.ts';

export class SqlGrammar extends DmlGrammar {
  constructor(options: { readonly validate: boolean }) {
    super(options);
    this.performSelfAnalysis();
  }

  readonly statement: Rule<Statement> = this.RULE('statement', (): Statement => {
    const statement = this.SUBRULE(this.preparable);
    this.OPTION(() => this.CONSUME(P.semicolon));
    return statement;
  });

  readonly wholeExpression: Rule<Expression> = this.RULE('wholeExpression', () => this.SUBRULE(this.expression));
}
