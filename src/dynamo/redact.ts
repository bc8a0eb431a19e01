/** Keeps secrets out of messages: those the connection uses, and whatever has the form of one. */

/** Where AWS's own error texts carry secrets: a presigned query, a canonical request's headers, temporary access keys beside their token. */
const FORMS: readonly RegExp[] = [
  /(x-amz-security-token["']?\s*[:=]\s*)[^\s&"',]+/gi,
  /(signature["']?\s*[:=]\s*)[^\s&"',]+/gi,
  /(aws_(?:secret_access|session)_?(?:key|token)["']?\s*[:=]\s*)[^\s&"',]+/gi,
  /(\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
];

/** Below this a "secret" is an emulator's made-up word, and replacing it would spoil ordinary text. */
const SHORTEST = 8;

export class Redactor {
  readonly #secrets = new Set<string>();

  learn(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) if (secret !== undefined && secret.length >= SHORTEST) this.#secrets.add(secret);
  }

  redact(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '********');
    for (const form of FORMS) clean = clean.replace(form, '$1********');
    return clean;
  }
}
