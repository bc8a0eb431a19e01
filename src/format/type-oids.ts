/** What a type's OID says about how its text is printed (pg_type.dat; built-in OIDs never change). */

export const TEXT = 25;
export const BYTEA = 17;
export const NUMERIC = 1700;

const BOOL = 16;
const JSON_TYPE = 114;
const JSONB = 3802;

/** int8, int2, int4, oid, float4, float8, numeric; and xid, cid, xid8, whose text is digits too. */
const numberOids = new Set([20, 21, 23, 26, 700, 701, NUMERIC, 28, 29, 5069]);

const MONEY = 790;

/** Right for numbers, left for the rest (print.c column_type_alignment). */
export function typeAlignment(typeOid: number): 'l' | 'r' {
  return numberOids.has(typeOid) || typeOid === MONEY ? 'r' : 'l';
}

/** What a value is in a typed format. `bytea` and `text` are the same to JSON, not to DynamoDB. */
export type ValueKind = 'text' | 'number' | 'bool' | 'bytea' | 'json' | 'array';

export function valueKind(typeOid: number): ValueKind {
  if (numberOids.has(typeOid)) return 'number';
  if (elementOid(typeOid) !== undefined) return 'array';
  switch (typeOid) {
    case BOOL:
      return 'bool';
    case BYTEA:
      return 'bytea';
    case JSON_TYPE:
    case JSONB:
      return 'json';
    default:
      return 'text';
  }
}

const BOX = 603;

/** What stands between the elements of an array of this type: only box has its own (pg_type.typdelim). */
export function arrayDelimiter(elementTypeOid: number): string {
  return elementTypeOid === BOX ? ';' : ',';
}

// SELECT oid, typelem FROM pg_type WHERE typcategory = 'A', without int2vector and oidvector, whose text is no array's.
const arrayAndElementOids = `
  143:142 199:114 271:5069 629:628 651:650 719:718 775:774 791:790 1000:16 1001:17 1002:18 1003:19 1005:21 1006:22
  1007:23 1008:24 1009:25 1010:27 1011:28 1012:29 1013:30 1014:1042 1015:1043 1016:20 1017:600 1018:601 1019:602
  1020:603 1021:700 1022:701 1027:604 1028:26 1034:1033 1040:829 1041:869 1115:1114 1182:1082 1183:1083 1185:1184
  1187:1186 1231:1700 1263:2275 1270:1266 1561:1560 1563:1562 2201:1790 2207:2202 2208:2203 2209:2204 2210:2205
  2211:2206 2287:2249 2949:2970 2951:2950 3221:3220 3643:3614 3644:3642 3645:3615 3735:3734 3770:3769 3807:3802
  3905:3904 3907:3906 3909:3908 3911:3910 3913:3912 3927:3926 4073:4072 4090:4089 4097:4096 4192:4191 5039:5038
  6150:4451 6151:4532 6152:4533 6153:4534 6155:4535 6157:4536
`;

let elements: ReadonlyMap<number, number> | undefined;

/** The element type of a built-in array type. Arrays of a user's own types have OIDs of their own and read as text. */
export function elementOid(arrayOid: number): number | undefined {
  elements ??= new Map(
    arrayAndElementOids
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [array, element] = pair.split(':');
        return [Number(array), Number(element)];
      }),
  );
  return elements.get(arrayOid);
}
