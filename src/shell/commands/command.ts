/**
 * What a backslash command is: one row of one table, from which dispatch, `\?` and completion are made.
 */
import type { ArgumentMode, SlashArgument } from '../lexer/slash-scanner.ts';
import type { CommandStatus, MainLoop } from '../mainloop.ts';
import type { Shell } from '../shell.ts';

export const sections = [
  'General',
  'Help',
  'Query Buffer',
  'Input/Output',
  'Conditional',
  'Informational',
  'Formatting',
  'Connection',
  'Operating System',
  'Variables',
] as const;

export type Section = (typeof sections)[number];

/** One entry of `\?`: how the command is written, and what it does, on as many lines as that takes. */
export interface CommandHelp {
  readonly synopsis: string;
  readonly text: readonly (string | ((shell: Shell) => string))[];
}

/** What Tab offers for an argument. */
export type ArgumentCompletion =
  | 'file'
  | 'flag'
  | 'variable'
  | 'sql-command'
  | 'directory'
  | 'environment'
  /** The kinds of relation that the letters of `\dt` and its kin name. */
  | 'listed-relation'
  | 'pset-option'
  | 'pset-value'
  | 'variable-value'
  | 'relation'
  | 'copy'
  | 'foreign-table'
  | 'server'
  | 'wrapper'
  | 'schema'
  | 'extension'
  | 'column'
  | 'query'
  | readonly string[];

export interface MetaCommand {
  /** The name, and its other spellings. */
  readonly names: readonly string[];
  /** Spellings that are too many to list: the letters of `\dtv`, with `S` and `+`. */
  readonly form?: RegExp;
  readonly section: Section;
  readonly help: readonly CommandHelp[];
  /** How its arguments are read; `normal` unless said otherwise. */
  readonly mode?: ArgumentMode;
  /** How many arguments it reads before it runs, and how many of them it needs. What is left over is ignored with a warning. */
  readonly takes?: number;
  readonly needs?: number;
  /** Takes unquoted semicolons off the ends of arguments. */
  readonly stripsSemicolons?: true;
  /** Runs in the inactive branches of `\if` too: it decides where they end. */
  readonly branches?: true;
  readonly completion?: readonly ArgumentCompletion[];
  run(call: CommandCall): CommandStatus | Promise<CommandStatus>;
}

/** A command as it was typed. */
export class CommandCall {
  readonly loop: MainLoop;
  readonly shell: Shell;
  /** The name without the backslash. */
  readonly name: string;
  readonly arguments: readonly SlashArgument[];

  constructor(loop: MainLoop, name: string, arguments_: readonly SlashArgument[]) {
    this.loop = loop;
    this.shell = loop.shell;
    this.name = name;
    this.arguments = arguments_;
  }

  /** The text of an argument. */
  text(index: number): string | undefined {
    return this.arguments[index]?.text;
  }

  /** `error`, with psql's form of a command's own message. */
  fail(message: string): 'error' {
    this.shell.messages.error(`\\${this.name}: ${message}`);
    return 'error';
  }

  /** A command that runs the query buffer runs the previous query where there is none. */
  send(): 'send' {
    const { buffer, previous } = this.loop;
    if (buffer.empty) buffer.text = previous.text;
    return 'send';
  }
}
