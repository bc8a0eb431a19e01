/** `\pset format wrapped`: aligned, with wide columns folded to the target width (print.c PRINT_WRAPPED). */
import { TextRenderer } from './aligned.ts';
import type { Renderer, TableHead } from './table.ts';

/** Aligned, and folded where it would be too wide. */
export function wrapped(head: TableHead): Renderer {
  return new TextRenderer(head, true);
}
