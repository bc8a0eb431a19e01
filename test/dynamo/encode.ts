/** Items as COPY text, as the stager has them written. */
import { COPY } from '../../src/dynamo/codec/copy-text.ts';
import { createLineWriter } from '../../src/dynamo/codec/lines.ts';
import type { Mismatch, MismatchPolicy } from '../../src/dynamo/codec/mismatch.ts';
import type { ColumnTarget } from '../../src/dynamo/codec/target.ts';
import type { Items } from '../../src/dynamo/items.ts';

interface Encoder {
  encode(items: Items): Uint8Array;
  mismatches(): readonly Mismatch[];
}

export function createEncoder(targets: readonly ColumnTarget[], policy: MismatchPolicy): Encoder {
  const writer = createLineWriter(targets, { form: COPY, policy, transferable: true });
  return { encode: (items) => writer.write(items).bytes, mismatches: () => writer.mismatches() };
}
