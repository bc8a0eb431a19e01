/** JSON for people: what fits on a line stands on one line. */

const WIDTH = 100;

export function printJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= WIDTH) return spaced(value, line);
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => inner + printJson(item, inner))
    : Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${printJson(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

/** One line with blanks as people write them. */
function spaced(value: unknown, line: string): string {
  if (typeof value !== 'object' || value === null) return line;
  if (Array.isArray(value)) return `[${value.map((item) => spaced(item, JSON.stringify(item))).join(', ')}]`;
  const fields = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}: ${spaced(item, JSON.stringify(item))}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
