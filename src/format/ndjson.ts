/** `\pset format ndjson`: a JSON object a line. */
import { objectEncoder } from './json-object.ts';
import { type Renderer, streamingRows, type TableHead } from './table.ts';

/** An object a line. */
export function ndjson({ columns }: TableHead): Renderer {
  const encode = objectEncoder(columns);
  return streamingRows({ start: () => '', row: (row) => `${encode(row)}\n`, end: () => '' });
}
