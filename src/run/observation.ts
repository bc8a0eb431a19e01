/** What ANALYZE saw of one attribute, in words: its own report and \d+ say it alike. */
import type { ObservedAttribute } from './port.ts';

/** `S 57.1 %, N 42.9 % (does not fit); missing in 82.1 %`. */
export function observation({ types, missing }: ObservedAttribute): string {
  if (types.length === 0) return 'not in the sample';
  const shares = types.map(({ type, share, fits }) => `${type} ${percent(share)}${fits ? '' : ' (does not fit)'}`);
  return [shares.join(', '), ...(missing > 0 ? [`missing in ${percent(missing)}`] : [])].join('; ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
