/**
 * The column option `attribute`: a DynamoDB attribute's name, or a document path such as `address.city` or `tags[0]`. A name that itself holds dots, brackets or
 * double quotes is written in double quotes, a double quote inside doubled, as SQL does with identifiers: `"a.b"`, `"a.b".c[1]`.
 */

/** The attribute's name, then map keys and list indexes. */
export type AttributePath = readonly [string, ...(string | number)[]];

const STEP = /\s*(?:"((?:[^"]|"")+)"|([^".[\]]+))((?:\[\d+\])*)(\.|$)/y;

/** Reads the option's text. Text that is no path (`a..b`, `[0]`, `x]`) is an attribute's name as it stands. */
export function parseAttributePath(text: string): AttributePath {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) return [text];
    steps.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    for (const index of (match[3] ?? '').matchAll(/\d+/g)) steps.push(Number(index[0]));
    if (match[4] === '') break;
    if (STEP.lastIndex === text.length) return [text];
  }
  const [first, ...rest] = steps;
  return typeof first === 'string' ? [first, ...rest] : [text];
}

/** The option's text for a path: `parseAttributePath` of it gives the path back. */
export function formatAttributePath(path: AttributePath): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : (i === 0 ? '' : '.') + formatName(step)))
    .join('');
}

function formatName(name: string): string {
  const plain = /^[^\s".[\]][^".[\]]*$/.test(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
