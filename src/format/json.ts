/** `\pset format json`: the result as one JSON document, an array with an object a row. */
import { objectEncoder } from './json-object.ts';
import { type Renderer, streamingRows, type TableHead } from './table.ts';

/** One array of objects. */
export function json({ columns }: TableHead): Renderer {
  const encode = objectEncoder(columns);
  let before = '[\n ';
  return streamingRows({
    start: () => '',
    row(row) {
      const text = before + encode(row);
      before = ',\n ';
      return text;
    },
    end: ({ rowCount }) => (rowCount === 0 ? '[]\n' : '\n]\n'),
  });
}
