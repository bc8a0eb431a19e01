/** What the cases of one test file share: an emulator with the fixture's tables, and a catalog in which they are imported. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type RunningEmulator, startDynalite } from '../emulators/dynalite.ts';
import { startDynamoDbLocal } from '../emulators/dynamodb-local.ts';
import type { EmulatorKind } from '../emulators/emulator.ts';
import { createTable, putItems } from '../emulators/tables.ts';
import { runProgram } from './program.ts';
import { TABLES } from './tables.ts';

const SETUP = new URL('./shop.sql', import.meta.url).pathname;

export class World {
  readonly kind: EmulatorKind;
  readonly endpoint: string;
  readonly #emulator: RunningEmulator;
  readonly folder = mkdtempSync(join(tmpdir(), 'ddbsql-golden-'));
  #homes = 0;
  #shop: Promise<string> | undefined;

  private constructor(kind: EmulatorKind, emulator: RunningEmulator) {
    this.kind = kind;
    this.endpoint = emulator.endpoint;
    this.#emulator = emulator;
  }

  /** An emulator of its own: the one that all tests share has the tables of all tests. */
  static async start(): Promise<World> {
    const kind = inject('emulator') ?? 'dynalite';
    const emulator = kind === 'dynalite' ? await startDynalite() : await startDynamoDbLocal();
    for (const [name, { spec, items }] of Object.entries(TABLES)) {
      await createTable(emulator.endpoint, name, spec);
      await putItems(emulator.endpoint, name, items);
    }
    return new World(kind, emulator);
  }

  /** A new home: empty, or with the shop's catalog. */
  async home(catalog: 'shop' | 'empty'): Promise<string> {
    const home = join(this.folder, String(++this.#homes));
    this.#shop ??= this.#makeShop();
    if (catalog === 'shop') cpSync(await this.#shop, home, { recursive: true });
    return home;
  }

  async #makeShop(): Promise<string> {
    const home = join(this.folder, 'shop');
    const argv = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', SETUP];
    const { output, exitCode } = await runProgram(argv, { home, endpoint: this.endpoint });
    if (exitCode !== 0 || output !== '') throw new Error(`shop.sql ended with ${exitCode}:\n${output}`);
    return home;
  }

  async stop(): Promise<void> {
    await this.#emulator.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
