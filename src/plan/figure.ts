/** Figures in the messages that a person reads. */

/**
 * A number with its thousands apart, as `toLocaleString('en-US')` writes it: `1,234,567.5`. That loads all of the locales' data, which takes 20 ms once in a process: longer than a lookup.
 * @param decimals after the point, at most
 */
export function figure(n: number, decimals = 3): string {
  const [whole = '', rest = ''] = n.toFixed(decimals).split('.');
  const significant = rest.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return significant === '' ? grouped : `${grouped}.${significant}`;
}

/** `1 item`, `1,234 items`. */
export function plural(n: number, word: string): string {
  return `${figure(n)} ${word}${n === 1 ? '' : 's'}`;
}
