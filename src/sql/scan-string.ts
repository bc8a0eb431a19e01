/** The escapes inside E'..' and U&'..' constants. */
import { errorAt } from './syntax-error.ts';

const letters: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const escapePattern =
  /''|((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))|\\([\s\S])/g;
const bytePattern = /\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))/g;
const utf8 = new TextDecoder();

/** Escapes in octal and hex give bytes, which together are UTF-8. */
function readBytes(escapes: string): string {
  const bytes = Array.from(escapes.matchAll(bytePattern), ([, hex, octal]) =>
    hex === undefined ? Number.parseInt(octal ?? '0', 8) & 0xff : Number.parseInt(hex, 16),
  );
  return utf8.decode(new Uint8Array(bytes));
}

function readCodePoint(text: string, digits: string, at: number): string {
  const code = Number.parseInt(digits, 16);
  if (code === 0 || code > 0x10ffff) throw errorAt(text, at, 'invalid Unicode escape value');
  // The two halves of a surrogate pair meet when the pieces are joined.
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
}

function refuseLoneSurrogate(text: string, value: string, at: number): string {
  if (/\p{Surrogate}/u.test(value)) throw errorAt(text, at, 'invalid Unicode surrogate pair');
  return value;
}

/** The string that the inside of E'..' stands for. `at` is where it starts in the text. */
export function readEscapes(text: string, raw: string, at: number): string {
  const value = raw.replace(
    escapePattern,
    (whole, bytes?: string, short?: string, long?: string, other?: string, offset = 0) => {
      if (whole === "''") return "'";
      if (bytes !== undefined) return readBytes(bytes);
      const digits = short ?? long;
      if (digits !== undefined) return readCodePoint(text, digits, at + offset);
      const letter = other ?? '';
      if (letter === 'u' || letter === 'U') {
        throw errorAt(text, at + offset, 'invalid Unicode escape', {
          code: '22025',
          hint: 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.',
        });
      }
      return letters[letter] ?? letter;
    },
  );
  return refuseLoneSurrogate(text, value, at);
}

/** The string that the inside of U&'..' or U&".." stands for, with the escape character that UESCAPE names. */
export function readUnicodeEscapes(text: string, raw: string, at: number, escapeWith: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const found = raw.indexOf(escapeWith, from);
    if (found < 0) break;
    pieces.push(raw.slice(from, found));
    const rest = raw.slice(found + 1, found + 8);
    const digits = /^(?:([0-9a-f]{4})|\+([0-9a-f]{6}))/i.exec(rest);
    if (rest.startsWith(escapeWith)) {
      pieces.push(escapeWith);
      from = found + 2;
    } else if (digits !== null) {
      pieces.push(readCodePoint(text, digits[1] ?? digits[2] ?? '', at + found));
      from = found + 1 + digits[0].length;
    } else {
      throw errorAt(text, at + found, 'invalid Unicode escape', {
        hint: 'Unicode escapes must be \\XXXX or \\+XXXXXX.',
      });
    }
  }
  pieces.push(raw.slice(from));
  return refuseLoneSurrogate(text, pieces.join(''), at);
}
