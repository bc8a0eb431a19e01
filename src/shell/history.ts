/**
 * The history of what was typed: one entry a statement, kept in psql's file format (one line an entry, its newlines as `\x01`), and never a
 * statement that carries a secret.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Variables } from './variables.ts';

const newlineInFile = '\x01';

export type SecretCheck = (text: string) => boolean;

export class History {
  readonly #entries: string[] = [];
  readonly #carriesSecret: SecretCheck;
  /** Entries that this session added: only these are appended to a file that others may have written to. */
  #added: string[] = [];

  constructor(carriesSecret: SecretCheck) {
    this.#carriesSecret = carriesSecret;
  }

  /** Without what turned out to be a secret after it was typed: a variable's value, say. */
  get printable(): readonly string[] {
    return this.#entries.filter((entry) => !this.#carriesSecret(entry));
  }

  /** Oldest first. */
  get entries(): readonly string[] {
    return this.#entries;
  }

  load(path: string): void {
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line !== '') this.#entries.push(line.replaceAll(newlineInFile, '\n'));
    }
  }

  add(entry: string, variables: Variables): void {
    const control = variables.choice('HISTCONTROL');
    if ((control === 'ignorespace' || control === 'ignoreboth') && /^\s/.test(entry)) return;
    if ((control === 'ignoredups' || control === 'ignoreboth') && entry === this.#entries.at(-1)) return;
    if (this.#carriesSecret(entry)) return;
    this.#entries.push(entry);
    this.#added.push(entry);
  }

  /** Writes the newest `limit` entries, those that another shell has written meanwhile included; a negative limit keeps all. */
  save(path: string, limit: number): void {
    if (limit === 0 || this.#added.length === 0) return;
    const written = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    const lines = [
      ...written.filter((line) => line !== ''),
      ...this.#added
        .filter((entry) => !this.#carriesSecret(entry))
        .map((entry) => entry.replaceAll('\n', newlineInFile)),
    ];
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, (limit < 0 ? lines : lines.slice(-limit)).map((line) => `${line}\n`).join(''), { mode: 0o600 });
    this.#added = [];
  }
}
