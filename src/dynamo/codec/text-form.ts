/** Rows as lines of text: a field's own separator, its quotes and its NULL. COPY's text format is one such form, csv another. */
export interface TextForm {
  /** Between fields: a character that no number has, nor a boolean. */
  readonly separator: string;
  /** A NULL as it is written. */
  readonly nullText: string;
  /** What stands before and after a field that is {@link isSpecial}. */
  readonly quote: string;
  /** Whether a text has to be written otherwise than it stands. */
  isSpecial(text: string): boolean;
  /** A part of such a text. */
  escaped(text: string): string;
}

/** A whole field. */
export function fieldText(form: TextForm, text: string): string {
  return form.isSpecial(text) ? form.quote + form.escaped(text) + form.quote : text;
}
