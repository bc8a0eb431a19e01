/**
 * DynamoDB requests as plain data, exactly as the service takes them (JSON form: binary is base64 text, numbers are decimal text), so that a plan can
 * be looked at, compared, printed and handed to `aws dynamodb ... --cli-input-json` before any client exists.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */

/** An attribute value as DynamoDB's JSON has it. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly M: { readonly [name: string]: AttributeValue } }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** `S`, `N`, ... */
export type AttributeType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

export type Item = { readonly [attribute: string]: AttributeValue };
export type Key = Item;

/** Expression parts shared by the reads. Empty maps are left out: DynamoDB refuses them. */
interface ReadInput {
  readonly TableName: string;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity: 'INDEXES';
}
export interface GetItemInput extends ReadInput {
  readonly Key: Key;
}
export interface QueryInput extends ReadInput {
  readonly IndexName?: string | undefined;
  readonly KeyConditionExpression: string;
  readonly FilterExpression?: string | undefined;
  readonly ExpressionAttributeValues: Readonly<Record<string, AttributeValue>>;
  readonly ScanIndexForward?: boolean | undefined;
  readonly Select?: 'COUNT' | undefined;
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: Key | undefined;
}
export interface ScanInput extends ReadInput {
  readonly IndexName?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly Select?: 'COUNT' | undefined;
  readonly Limit?: number | undefined;
  readonly Segment?: number | undefined;
  readonly TotalSegments?: number | undefined;
  readonly ExclusiveStartKey?: Key | undefined;
}
export interface BatchGetItemInput {
  readonly RequestItems: Readonly<
    Record<
      string,
      {
        readonly Keys: readonly Key[];
        readonly ProjectionExpression?: string | undefined;
        readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
        readonly ConsistentRead?: boolean | undefined;
      }
    >
  >;
  readonly ReturnConsumedCapacity: 'INDEXES';
}

/** One request: the operation's name and its input. */
export type Request =
  | { readonly operation: 'GetItem'; readonly input: GetItemInput }
  | { readonly operation: 'BatchGetItem'; readonly input: BatchGetItemInput }
  | { readonly operation: 'Query'; readonly input: QueryInput }
  | { readonly operation: 'Scan'; readonly input: ScanInput };
