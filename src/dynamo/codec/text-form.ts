/** Rows as lines of text: a field's own separator, its quotes and its NULL. COPY's text format is one such form, csv another. It is plain data, so that a thread can be told of it. */
export interface TextForm {
  /** Between fields: a character that no number has, nor a boolean. */
  readonly separator: string;
  /** A NULL as it is written. */
  readonly nullText: string;
  /** What stands before and after a field that is special. */
  readonly quote: string;
  /** Found in a text that has to be written otherwise than it stands; undefined where none has to. */
  readonly special?: RegExp | undefined;
  /** Single characters of such a text, and what is written in their place. */
  readonly escapes: Readonly<Record<string, string>>;
  /** PostgreSQL's COPY, for which columns know a shorter way ({@link ColumnCodec.toCopy}). */
  readonly isCopy?: true;
}

/** How texts are written in a form. */
export interface TextWriter {
  /** Whether a text has to be written otherwise than it stands. */
  isSpecial(text: string): boolean;
  /** A part of such a text. */
  escaped(text: string): string;
  /** A whole field. */
  field(text: string): string;
}

export function textWriter({ special, escapes, quote }: TextForm): TextWriter {
  const isSpecial = (text: string): boolean => special?.test(text) === true;
  const characters = Object.keys(escapes).map(
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const each = new RegExp(characters.join('|'), 'g');
  const escaped = (text: string): string =>
    characters.length === 0 ? text : text.replace(each, (character) => escapes[character] ?? character);
  return { isSpecial, escaped, field: (text) => (isSpecial(text) ? quote + escaped(text) + quote : text) };
}
