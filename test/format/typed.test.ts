/** Formats that print values by their types. */
import { describe, expect, test } from 'vitest';
import { parseArray } from '../../src/format/array-text.ts';
import { byteaBytes } from '../../src/format/attribute-json.ts';
import { field, print } from './collect.ts';

async function one(format: 'ndjson' | 'dynamodb-json', typeOid: number, text: string | null): Promise<string> {
  return (await print({ format }, [field('v', typeOid)], [[text]])).trimEnd();
}

const types = {
  bool: 16,
  bytea: 17,
  int8: 20,
  text: 25,
  json: 114,
  float8: 701,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
};
const arrays = { bool: 1000, bytea: 1001, int4: 1007, text: 1009, box: 1020, numeric: 1231, jsonb: 3807 };

describe('ndjson', () => {
  test.each([
    [types.int8, '9223372036854775807', '9223372036854775807'],
    [types.numeric, '-0.12345678901234567890123456789012345678', '-0.12345678901234567890123456789012345678'],
    [types.numeric, 'NaN', '"NaN"'],
    [types.float8, '1e+20', '1e+20'],
    [types.float8, '-Infinity', '"-Infinity"'],
    [types.bool, 't', 'true'],
    [types.bool, 'f', 'false'],
    [types.text, '12', '"12"'],
    [types.bytea, '\\x6869', '"\\\\x6869"'],
    [types.uuid, '0f0e', '"0f0e"'],
    [types.jsonb, '{"a": 1.10, "b": [null, "x"]}', '{"a": 1.10, "b": [null, "x"]}'],
    [types.json, '{\n\t"a":\r\n1}', '{ "a": 1}'],
    [types.jsonb, '"\x7f\u009b"', '"\\u007f\\u009b"'],
    [arrays.int4, '{1,NULL,3}', '[1,null,3]'],
    [arrays.int4, '[2:3]={1,2}', '[1,2]'],
    [arrays.int4, '{{1,2},{3,4}}', '[[1,2],[3,4]]'],
    [arrays.bool, '{t,f}', '[true,false]'],
    [
      arrays.text,
      '{a,"b c","d,e","f\\"g","h\\\\i","","NULL",NULL,"{x}"," lead"}',
      '["a","b c","d,e","f\\"g","h\\\\i","","NULL",null,"{x}"," lead"]',
    ],
    [arrays.text, '{}', '[]'],
    [arrays.jsonb, '{"{\\"a\\": 1}",NULL}', '[{"a": 1},null]'],
    [arrays.box, '{(1,1),(0,0);(2,2),(1,1)}', '["(1,1),(0,0)","(2,2),(1,1)"]'],
    [types.text, null, 'null'],
  ])('type %d: %s', async (typeOid, text, json) => {
    expect(await one('ndjson', typeOid, text)).toBe(`{"v":${json}}`);
  });

  test('columns of the same name are all kept', async () => {
    const fields = ['id', 'id', 'id_2', 'id'].map((name) => field(name, 23));
    expect(await print({ format: 'ndjson' }, fields, [['1', '2', '3', '4']])).toBe(
      '{"id":1,"id_3":2,"id_2":3,"id_4":4}\n',
    );
  });

  test('a column named __proto__ is one like another', async () => {
    expect(await print({ format: 'ndjson' }, [field('__proto__')], [['x']])).toBe('{"__proto__":"x"}\n');
  });

  test('rows of no columns', async () => {
    expect(await print({ format: 'ndjson' }, [], [[], []])).toBe('{}\n{}\n');
  });
});

describe('json', () => {
  test('one document', async () => {
    expect(await print({ format: 'json' }, [field('a', 23)], [['1'], ['2']])).toBe('[\n {"a":1},\n {"a":2}\n]\n');
    expect(await print({ format: 'json' }, [field('a', 23)], [])).toBe('[]\n');
  });

  test('has no title, no footer, no numbers in the locale’s form', async () => {
    const options = { format: 'json', title: 'T', numericLocale: true, nullText: 'NULL' } as const;
    expect(await print(options, [field('a', 23)], [['1000'], [null]], ['f'])).toBe('[\n {"a":1000},\n {"a":null}\n]\n');
  });
});

describe('dynamodb-json', () => {
  test.each([
    [types.numeric, '12345678901234567890123456789012345678', '{"N":"12345678901234567890123456789012345678"}'],
    [types.float8, 'NaN', '{"S":"NaN"}'],
    [types.text, 'a"b', '{"S":"a\\"b"}'],
    [types.bool, 'f', '{"BOOL":false}'],
    [types.bytea, '\\x6869', '{"B":"aGk="}'],
    [types.jsonb, 'null', '{"NULL":true}'],
    [
      types.jsonb,
      '{"n": 0.10000000000000000000000000001, "s": "\\"{[,:", "l": [true, null, {}], "": []}',
      '{"M":{"n":{"N":"0.10000000000000000000000000001"},"s":{"S":"\\"{[,:"},' +
        '"l":{"L":[{"BOOL":true},{"NULL":true},{"M":{}}]},"":{"L":[]}}}',
    ],
    [types.json, ' [ 1 ,\n"a" ] ', '{"L":[{"N":"1"},{"S":"a"}]}'],
    [types.json, '{"a": 1, "a": 2}', '{"M":{"a":{"N":"2"}}}'],
    [arrays.numeric, '{1.50,NULL}', '{"L":[{"N":"1.50"},{"NULL":true}]}'],
    [arrays.numeric, '{1.50,1.5}', '{"L":[{"N":"1.50"},{"N":"1.5"}]}'],
    [arrays.numeric, '{NaN}', '{"L":[{"S":"NaN"}]}'],
    [arrays.numeric, '{10,1,100}', '{"NS":["10","1","100"]}'],
    [arrays.bytea, '{"\\\\x6869"}', '{"BS":["aGk="]}'],
    [arrays.text, '{b,"a\\"",""}', '{"SS":["b","a\\"",""]}'],
    [arrays.text, '{a,a}', '{"L":[{"S":"a"},{"S":"a"}]}'],
    [arrays.text, '{}', '{"L":[]}'],
    [arrays.text, '{{a},{b}}', '{"L":[{"L":[{"S":"a"}]},{"L":[{"S":"b"}]}]}'],
  ])('type %d: %s', async (typeOid, text, value) => {
    expect(await one('dynamodb-json', typeOid, text)).toBe(`{"Item":{"v":${value}}}`);
  });

  test('NULL is no attribute', async () => {
    const fields = [field('a'), field('b', 23), field('c')];
    expect(await print({ format: 'dynamodb-json' }, fields, [[null, '1', null]])).toBe('{"Item":{"b":{"N":"1"}}}\n');
  });
});

test('bytea in the escape form', () => {
  expect([...byteaBytes('a\\\\\\000\\377')]).toEqual([0x61, 0x5c, 0, 255]);
});

test('what is no array is not read as one', () => {
  for (const text of ['', '{', '{a', '{"a', '{a}b', '{a,}b', 'a', '{{a}', '{"a"b}']) {
    expect(parseArray(text, ',')).toBeUndefined();
  }
});
