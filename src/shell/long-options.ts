/** Long options as getopt_long reads them: any beginning that only one of them has is enough, and what is wrong is said in getopt's words. */

/** What is to be known of an option; commander's `Option` is one. */
export interface KnownOption {
  readonly short?: string | undefined;
  readonly long?: string | undefined;
  /** A value must follow. */
  readonly required: boolean;
  /** A value may follow, after `=`. */
  readonly optional: boolean;
}

export type Expanded = { readonly argv: readonly string[] } | { readonly problem: string };

/** The same arguments with every long option in full, or what is wrong with the first that is. Values and operands stay as they are. */
export function expandLongOptions(argv: readonly string[], options: readonly KnownOption[]): Expanded {
  const expanded: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] as string;
    if (argument === '--') return { argv: [...expanded, ...argv.slice(at)] };
    let takesNext: boolean;
    if (argument.startsWith('--')) {
      const found = readLong(argument, options);
      if ('problem' in found) return found;
      takesNext = found.option.required && !found.hasValue;
      if (takesNext && at + 1 === argv.length) return { problem: `option '${found.option.long}' requires an argument` };
      expanded.push(found.text);
    } else {
      takesNext = endsWithOption(argument, options);
      expanded.push(argument);
    }
    if (takesNext && at + 1 < argv.length) expanded.push(argv[++at] as string);
  }
  return { argv: expanded };
}

type ReadLong =
  | { readonly option: KnownOption; readonly text: string; readonly hasValue: boolean }
  | { readonly problem: string };

function readLong(argument: string, options: readonly KnownOption[]): ReadLong {
  const [name = argument] = argument.split('=', 1);
  const hasValue = name.length < argument.length;
  const beginning = options.filter(({ long }) => long?.startsWith(name) === true);
  const exact = beginning.find(({ long }) => long === name);
  const [option = exact, ...others] = exact === undefined ? beginning : [exact];
  if (option === undefined) return { problem: `unrecognized option '${argument}'` };
  if (others.length > 0) {
    const possibilities = beginning.map(({ long }) => `'${long}'`).join(' ');
    return { problem: `option '${argument}' is ambiguous; possibilities: ${possibilities}` };
  }
  if (hasValue && !option.required && !option.optional) {
    return { problem: `option '${option.long}' doesn't allow an argument` };
  }
  return { option, text: `${option.long}${argument.slice(name.length)}`, hasValue };
}

/** Of letters behind one dash: whether the last one's value is the next argument. */
function endsWithOption(argument: string, options: readonly KnownOption[]): boolean {
  if (!argument.startsWith('-')) return false;
  for (let at = 1; at < argument.length; at++) {
    const option = options.find(({ short }) => short === `-${argument[at]}`);
    if (option?.required === true) return at === argument.length - 1;
  }
  return false;
}
