/**
 * Control characters in the line that is being edited: pasted, brought back from the history, or completed from the name of somebody else's. Each is held
 * as one character that drives no terminal, takes one column, and is shown as Unicode's picture of it (`␛`); what leaves the editor is the text as it was.
 */

/** In plane 16, which is for private use: nobody's font or text has anything there. */
const plane = 0x10f000;
const controls = /(?![\n\t])\p{Cc}/gu;
const standIns = /[\u{10F000}-\u{10F09F}]/gu;

/** The text as the editor holds it. */
export function held(text: string): string {
  return text.replace(controls, (control) => String.fromCodePoint(plane + control.charCodeAt(0)));
}

/** The text that an editor's is about. */
export function released(text: string): string {
  return text.replace(standIns, (standIn) => String.fromCharCode((standIn.codePointAt(0) ?? 0) - plane));
}

/** What a terminal is sent in place of an editor's text. */
export function shown(text: string): string {
  return text.replace(standIns, (standIn) => picture((standIn.codePointAt(0) ?? 0) - plane));
}

/** U+2400 on are the pictures of the ASCII ones; those from U+0080 on have none. */
function picture(control: number): string {
  if (control === 0x7f) return '\u2421';
  return control < 0x20 ? String.fromCharCode(0x2400 + control) : '\ufffd';
}
