/** Names like a given one, for hints. */

/** Levenshtein's distance, upper and lower case alike. */
export function distance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Up to three names near enough to be what was meant, nearest first: a third of the letters wrong, or one name within the other. */
export function nearest(name: string, names: readonly string[]): string[] {
  const lower = name.toLowerCase();
  return names
    .map((each) => {
      const other = each.toLowerCase();
      const within = lower.length >= 3 && other.length >= 3 && (other.includes(lower) || lower.includes(other));
      return { each, far: within ? 1 : distance(name, each) };
    })
    .filter(({ far }) => far <= Math.max(1, Math.floor(name.length / 3)))
    .sort((left, right) => left.far - right.far || (left.each < right.each ? -1 : 1))
    .slice(0, 3)
    .map(({ each }) => each);
}
