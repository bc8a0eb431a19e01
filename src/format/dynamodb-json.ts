/** `\pset format dynamodb-json`: `{"Item": {…}}` a line, with DynamoDB's typed values, as exports and imports have it. */
import { attributeEncoder } from './attribute-json.ts';
import { jsonString, uniqueNames } from './json-value.ts';
import { type Renderer, streamingRows, type TableHead } from './table.ts';

/** An item a line. */
export function dynamodbJson({ columns }: TableHead): Renderer {
  const names = uniqueNames(columns.map(({ name }) => name));
  const attributes = columns.map(({ typeOid }, index) => ({
    key: jsonString(names[index] ?? ''),
    encode: attributeEncoder(typeOid),
  }));
  return streamingRows({
    start: () => '',
    row(row) {
      let item = '';
      attributes.forEach(({ key, encode }, index) => {
        const cell = row[index];
        // An item has no attribute where the row has NULL.
        if (cell === null || cell === undefined) return;
        item += `${item === '' ? '' : ','}${key}:${encode(cell)}`;
      });
      return `{"Item":{${item}}}\n`;
    },
    end: () => '',
  });
}
