import type { Field, Row } from '../../src/engine/port.ts';
import { defaultPrintOptions, type PrintOptions } from '../../src/format/options.ts';
import { createPrinter, type Output, type PageSize } from '../../src/format/printer.ts';
import { applyPset } from '../../src/format/pset.ts';

/** Output kept as text. */
export class Collected implements Output {
  text = '';
  pageSize: PageSize | undefined;

  write(chunk: string | Uint8Array): void {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
  }

  size(size: PageSize): void {
    this.pageSize = size;
  }
}

export function field(name: string, typeOid = 25): Field {
  return { name, typeOid, typeModifier: -1, tableOid: 0, columnNumber: 0 };
}

/** What a result set prints as, its rows handed over in several batches. */
export async function print(
  options: Partial<PrintOptions>,
  fields: readonly Field[],
  rows: readonly Row[],
  footers?: readonly string[],
): Promise<string> {
  const out = new Collected();
  const printer = createPrinter({ ...defaultPrintOptions, ...options }, fields, out);
  for (let from = 0; from < rows.length; from += 2) await printer.rows(rows.slice(from, from + 2));
  await printer.end(footers === undefined ? {} : { footers });
  return out.text;
}

/** The options after a number of `\pset name [value]`. */
export function psetAll(settings: readonly (readonly string[])[]): PrintOptions {
  return settings.reduce((options, [name = '', value]) => applyPset(options, name, value).options, defaultPrintOptions);
}
