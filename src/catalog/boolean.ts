/** Truth as PostgreSQL spells it, in options and settings alike. */

/** PostgreSQL's spellings: unique prefixes of true, false, yes, no, on, off, and 1, 0. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(t|tr|tru|true|y|ye|yes|on|1)$/i.test(text)) return true;
  if (/^(f|fa|fal|fals|false|n|no|of|off|0)$/i.test(text)) return false;
  return undefined;
}
