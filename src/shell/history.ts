/**
 * The history of what was typed: one entry a statement, kept in psql's file format (one line an entry, its newlines as `\x01`), and never a
 * statement that carries a secret.
 */
import {
  appendFileSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from '../catalog/home.ts';
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
    for (const line of readIfThere(path).split('\n')) {
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

  /**
   * Adds what is new at the file's end, where other shells may be adding at the same time, and keeps the newest `limit` entries; a negative limit keeps all.
   * @throws the operating system's error
   */
  save(path: string, limit: number): void {
    if (limit === 0 || this.#added.length === 0) return;
    const lines = this.#added
      .filter((entry) => !this.#carriesSecret(entry))
      .map((entry) => `${entry.replaceAll('\n', newlineInFile)}\n`);
    this.#added = [];
    makeDirectory(dirname(path));
    const before = readIfThere(path);
    const ends = before === '' || before.endsWith('\n');
    appendFileSync(path, (ends ? '' : '\n') + lines.join(''), { mode: 0o600 });
    if (limit > 0) shorten(path, limit);
  }
}

/** In one step: another shell reads the old file or the new one. */
function shorten(path: string, limit: number): void {
  const file = realpathSync(path);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  if (lines.length <= limit) return;
  const own = `${file}.tmp-${process.pid}`;
  try {
    const { mode } = statSync(file);
    writeFileSync(
      own,
      lines
        .slice(-limit)
        .map((line) => `${line}\n`)
        .join(''),
      { mode },
    );
    renameSync(own, file);
  } catch (error) {
    rmSync(own, { force: true });
    throw error;
  }
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
