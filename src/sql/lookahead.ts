/**
 * How the parser chooses: by the next token alone, looked up in a table of what each alternative can start with.
 *
 * Chevrotain's own strategy works all tables out before the first parse, which for a grammar of this size takes longer than
 * the shell may take to start. Here each decision's table is built when it is first met, from FIRST sets kept by rule; a
 * query meets a few dozen of them. Where one token is not enough the grammar says so with a GATE.
 */
import {
  Alternation,
  Alternative,
  type EmbeddedActionsParser,
  type ILookaheadStrategy,
  type IOrAlt,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain';

interface First {
  readonly tokens: ReadonlySet<number>;
  /** Whether it can match nothing at all. */
  readonly empty: boolean;
}

type Decision = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type OptionalDecision = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];

const optionalNodes = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
};

type Parent = IProduction & { readonly definition: IProduction[]; readonly idx?: number };

/** The production of a class with an index of its own, somewhere inside a rule. */
function find<T extends Parent>(inside: readonly IProduction[], kind: new (options: never) => T, index: number): T {
  const found = search(inside, kind, index);
  if (found === undefined) throw new Error(`no ${kind.name} ${index} in the rule`);
  return found;
}

function search<T extends Parent>(
  inside: readonly IProduction[],
  kind: new (options: never) => T,
  index: number,
): T | undefined {
  for (const production of inside) {
    if (production instanceof kind && production.idx === index) return production;
    if (production instanceof NonTerminal || !('definition' in production)) continue;
    const found = search((production as Parent).definition, kind, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

export class FirstTokenLookahead extends LLkLookaheadStrategy {
  private readonly firstOfRule = new Map<Rule, First>();
  private readonly firstOfType = new Map<TokenType, First>();

  override buildLookaheadForAlternation({ rule, prodOccurrence }: Decision) {
    let table: (readonly number[])[] | undefined;
    let otherwise: number | undefined;
    const build = (): (readonly number[])[] => {
      const node = find(rule.definition, Alternation, prodOccurrence);
      const built: (readonly number[])[] = [];
      node.definition.forEach((alternative, index) => {
        const first = this.firstOf(alternative);
        const alone = [index];
        for (const token of first.tokens) {
          const before = built[token];
          built[token] = before === undefined ? alone : [...before, index];
        }
        if (first.empty) otherwise ??= index;
      });
      return built;
    };
    return function (this: EmbeddedActionsParser, alternatives?: IOrAlt<unknown>[]): number | undefined {
      table ??= build();
      for (const index of table[this.LA(1).tokenTypeIdx] ?? []) {
        const gate = alternatives?.[index]?.GATE;
        if (gate === undefined || gate.call(this)) return index;
      }
      return otherwise;
    };
  }

  override buildLookaheadForOptional({ rule, prodOccurrence, prodType }: OptionalDecision) {
    let tokens: ReadonlySet<number> | undefined;
    const build = (): ReadonlySet<number> =>
      this.firstOfSequence(find(rule.definition, optionalNodes[prodType], prodOccurrence).definition).tokens;
    return function (this: EmbeddedActionsParser): boolean {
      tokens ??= build();
      return tokens.has(this.LA(1).tokenTypeIdx);
    };
  }

  private firstOfSequence(sequence: readonly IProduction[]): First {
    const [head] = sequence;
    const start = head && this.firstOf(head);
    if (start?.empty === false) return start;
    const tokens = new Set<number>();
    for (const production of sequence) {
      const first = this.firstOf(production);
      for (const token of first.tokens) tokens.add(token);
      if (!first.empty) return { tokens, empty: false };
    }
    return { tokens, empty: true };
  }

  private firstOf(production: IProduction): First {
    if (production instanceof Terminal) {
      return this.firstOfToken(production.terminalType);
    }
    if (production instanceof Alternative) return this.firstOfSequence(production.definition);
    if (production instanceof NonTerminal) return this.firstOfReference(production.referencedRule);
    if (production instanceof Alternation) {
      const alternatives = production.definition.map((alternative) => this.firstOf(alternative));
      return {
        tokens: new Set(alternatives.flatMap((alternative) => [...alternative.tokens])),
        empty: alternatives.some((alternative) => alternative.empty),
      };
    }
    const inside = this.firstOfSequence((production as Option).definition);
    const mandatory =
      production instanceof RepetitionMandatory || production instanceof RepetitionMandatoryWithSeparator;
    return { tokens: inside.tokens, empty: inside.empty || !mandatory };
  }

  private firstOfToken(type: TokenType): First {
    let first = this.firstOfType.get(type);
    if (first === undefined) {
      first = { tokens: new Set([type.tokenTypeIdx ?? 0, ...(type.categoryMatches ?? [])]), empty: false };
      this.firstOfType.set(type, first);
    }
    return first;
  }

  private firstOfReference(rule: Rule): First {
    let first = this.firstOfRule.get(rule);
    if (first === undefined) {
      first = this.firstOfSequence(rule.definition);
      this.firstOfRule.set(rule, first);
    }
    return first;
  }
}
