/** What all parts of the grammar share: the text, spans, names, errors, and the guard against deep nesting. */
import { EmbeddedActionsParser, type IToken, type ParserMethod, type TokenType, tokenMatcher } from 'chevrotain';
import type { SqlError } from '../../errors.ts';
import type { Identifier, Literal, QualifiedName } from '../expression.ts';
import { FirstTokenLookahead } from '../lookahead.ts';
import type { Span } from '../span.ts';
import { errorAt, syntaxError, tooDeep } from '../syntax-error.ts';
import type { SqlToken } from '../tokenize.ts';
import { ColId, ColLabel, Filler, P, vocabulary } from '../tokens.ts';

/** A rule of the grammar, and what it makes. */
export type Rule<Result, Args extends unknown[] = []> = ParserMethod<Args, Result>;

/** The messages are made from the error's token in parse.ts; Chevrotain's own would list what it expected. */
const noMessages = {
  buildMismatchTokenMessage: () => '',
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: () => '',
  buildEarlyExitMessage: () => '',
};

/** How deep expressions, queries and joins may nest in each other; far below what overflows JavaScript's stack. */
const deepest = 400;

export abstract class BaseGrammar extends EmbeddedActionsParser {
  private text = '';
  private depth = 0;
  /** Whether the text is what EXPLAIN prints, with its references to subplans. */
  protected explained = false;

  constructor({ validate }: { readonly validate: boolean }) {
    super(vocabulary, {
      errorMessageProvider: noMessages,
      lookaheadStrategy: new FirstTokenLookahead({ maxLookahead: 1 }),
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations: !validate,
    } as ConstructorParameters<typeof EmbeddedActionsParser>[1]);
  }

  /** Has Chevrotain analyse the rules, once all classes have defined theirs. */
  ready(): this {
    this.performSelfAnalysis();
    return this;
  }

  /** Hands over a text. */
  load(text: string, tokens: SqlToken[], explained = false): void {
    this.text = text;
    this.depth = 0;
    this.explained = explained;
    this.input = tokens;
  }

  /** Where the next token starts; the end of the text after the last. */
  protected here(): number {
    const { startOffset } = this.LA(1);
    return Number.isNaN(startOffset) ? this.text.length : startOffset;
  }

  /** Where the last token ended. */
  protected behind(): number {
    return this.LA(0).endOffset === undefined ? 0 : (this.LA(0).endOffset ?? 0) + 1;
  }

  /** From a start to the last token. */
  protected since(start: number): Span {
    return { start, end: this.behind() };
  }

  protected spanOf(token: IToken): Span {
    return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
  }

  protected textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Whether the token `ahead` is of a type. */
  protected ahead(howFar: number, type: TokenType): boolean {
    return this.LA(howFar).tokenType === type;
  }

  protected isA(token: IToken, category: TokenType): boolean {
    return tokenMatcher(token, category);
  }

  /** A keyword as it is kept in nodes. */
  protected wordOf(token: IToken | undefined): string {
    // There is no token yet while Chevrotain records the grammar.
    return token?.image?.toUpperCase() ?? '';
  }

  protected numberLiteral(token: IToken): Literal {
    return { type: 'literal', span: this.spanOf(token), literal: 'number', value: token.image };
  }

  /** Whether the next token is an opening parenthesis of a query. */
  protected opensQuery(howFar = 1): boolean {
    return (this.LA(howFar) as SqlToken).opensQuery === true;
  }

  /** `syntax error at or near` the token. */
  protected refuse(token: IToken, message?: string): SqlError {
    const { start, end } = Number.isNaN(token.startOffset)
      ? { start: this.text.length, end: this.text.length }
      : this.spanOf(token);
    return syntaxError(this.text, start, end, message);
  }

  /** An error with a message of its own. */
  protected complain(start: number, message: string, code?: string): SqlError {
    return errorAt(this.text, start, message, { code });
  }

  /** Runs a rule that can contain itself. */
  protected nested<Result>(rule: () => Result): Result {
    if (++this.depth > deepest) throw tooDeep();
    const result = rule();
    this.depth--;
    return result;
  }

  protected identifier(token: IToken): Identifier {
    const { payload, quoted } = token as SqlToken;
    return { type: 'identifier', span: this.spanOf(token), name: payload, quoted };
  }

  /** The string a StringLiteral stands for. */
  protected string(token: IToken): string {
    return (token as SqlToken).payload;
  }

  protected readonly qualifiedName: Rule<QualifiedName> = this.RULE('qualifiedName', () => {
    const parts = [this.identifier(this.CONSUME(ColId))];
    this.MANY(() => {
      this.CONSUME(P.dot);
      parts.push(this.identifier(this.CONSUME(ColLabel)));
    });
    return parts;
  });

  protected readonly nameList: Rule<Identifier[]> = this.RULE('nameList', () => {
    const names: Identifier[] = [];
    this.CONSUME(P.open);
    this.AT_LEAST_ONE_SEP({ SEP: P.comma, DEF: () => names.push(this.identifier(this.CONSUME(ColId))) });
    this.CONSUME(P.close);
    return names;
  });

  /** Parentheses and all in between. */
  protected readonly balanced: Rule<void> = this.RULE('balanced', () => {
    this.CONSUME(P.open);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Filler) },
        { ALT: () => this.CONSUME(P.comma) },
        { ALT: () => this.nested(() => this.SUBRULE(this.balanced)) },
      ]);
    });
    this.CONSUME(P.close);
  });
}
