/** The table of formats: how each name of `\pset format` prints. */
import type { TextForm } from '../dynamo/codec/text-form.ts';
import { aligned, alignedTextForm } from './aligned.ts';
import { asciidoc } from './asciidoc.ts';
import { boxed } from './boxed.ts';
import { csv, csvTextForm } from './csv.ts';
import { dynamodbJson } from './dynamodb-json.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { latex } from './latex.ts';
import { latexLongtable } from './latex-longtable.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import type { FormatName, PrintOptions } from './options.ts';
import type { Renderer, TableHead } from './table.ts';
import { troffMs } from './troff-ms.ts';
import { unaligned, unalignedTextForm } from './unaligned.ts';
import { wrapped } from './wrapped.ts';

export interface Format {
  /** Prints one result set. */
  render(head: TableHead): Renderer;
  /**
   * Where control characters in cells and headers are spelled out: by the format itself, before it in any case, or
   * before it where the output is a terminal's (psql prints them raw).
   */
  readonly escapes: 'itself' | 'always' | 'on-terminal';
  /** How its rows are written where that is all it does; undefined under options with which it does more. */
  textForm?(options: PrintOptions): TextForm | undefined;
  /** Prints values by their types, for programs: numbers are never written in the locale's form. */
  readonly typed?: true;
}

export const formats: Readonly<Record<FormatName, Format>> = {
  aligned: { render: aligned, escapes: 'itself', textForm: alignedTextForm },
  asciidoc: { render: asciidoc, escapes: 'on-terminal' },
  boxed: { render: boxed, escapes: 'itself' },
  csv: { render: csv, escapes: 'on-terminal', textForm: csvTextForm },
  'dynamodb-json': { render: dynamodbJson, escapes: 'itself', typed: true },
  html: { render: html, escapes: 'on-terminal' },
  json: { render: json, escapes: 'itself', typed: true },
  latex: { render: latex, escapes: 'on-terminal' },
  'latex-longtable': { render: latexLongtable, escapes: 'on-terminal' },
  markdown: { render: markdown, escapes: 'always' },
  ndjson: { render: ndjson, escapes: 'itself', typed: true },
  'troff-ms': { render: troffMs, escapes: 'on-terminal' },
  unaligned: { render: unaligned, escapes: 'on-terminal', textForm: unalignedTextForm },
  wrapped: { render: wrapped, escapes: 'itself', textForm: alignedTextForm },
};
