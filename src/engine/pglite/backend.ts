/**
 * PostgreSQL's main loop, driven request by request over the wire protocol. PGlite's own `execProtocol` family takes a whole request at once and
 * answers at its end; here both directions are streams, so that results and COPY data of any size pass in flat memory.
 */
import type { PGlite } from '@electric-sql/pglite';
import { serialize } from 'pg-protocol';
import { encode } from '../wire/requests.ts';

/** What is used of PGlite's Emscripten module. */
export interface PostgresModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: FileSystem;
  /** Addresses of PostgreSQL's variables of these names. */
  readonly _InterruptPending?: number;
  readonly _QueryCancelPending?: number;
  addFunction(callback: (pointer: number, length: number) => number, signature: string): number;
  stackSave(): number;
  stackRestore(stack: number): void;
  _pgl_set_rw_cbs(read: number, write: number): void;
  _pgl_pq_flush(): void;
  _pq_buffer_remaining_data(): number;
  _IsTransactionBlock(): number;
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
}

/** What is used of Emscripten's file system. */
export interface FileSystem {
  analyzePath(path: string): { readonly exists: boolean };
  isDir(mode: number): boolean;
  lookupPath(path: string): { readonly node: FileNode };
  mkdirTree(path: string): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  stat(path: string): { readonly mode: number };
  writeFile(path: string, content: Uint8Array, options?: { readonly canOwn: boolean }): void;
}

/** A file of the memory file system. */
export interface FileNode {
  readonly name: string;
  /** With room for more than is used. */
  contents: Uint8Array;
  usedBytes: number;
  mtime: number;
  ctime: number;
  readonly node_ops: { setattr(node: FileNode, attributes: { readonly size?: number | undefined }): void };
  readonly stream_ops: {
    write(
      stream: FileStream,
      buffer: Uint8Array,
      offset: number,
      length: number,
      position: number,
      mayOwn?: boolean,
    ): number;
  };
}

export interface FileStream {
  readonly node: FileNode;
}

/** PGlite's module, with its types as they are. */
export function moduleOf(pglite: PGlite | undefined): PostgresModule {
  if (!pglite) throw new Error('PGlite has not been started');
  return pglite.Module as unknown as PostgresModule;
}

/** `exit` status PGlite's PostgreSQL throws where a server would long-jump back into its main loop: an ERROR was reported. */
const MAIN_LONGJMP = 100;

export interface Streams {
  /** Reply bytes: a view of the engine's memory, to be copied before returning. May block. */
  write(bytes: Uint8Array): void;
  /** The next bytes of the request, after those it began with; undefined when there are none. May block. */
  read(): Uint8Array | undefined;
}

const NO_BYTES = new Uint8Array(0);

export class Backend {
  readonly #module: PostgresModule;
  #input: Uint8Array = NO_BYTES;
  #streams: Streams | undefined;
  /** COPY FROM STDIN was told that there is nothing; asking again means the protocol is lost. */
  #refused = false;

  constructor(module: PostgresModule) {
    this.#module = module;
    const read = module.addFunction((pointer: number, most: number) => this.#read(pointer, most), 'ipi');
    const write = module.addFunction((pointer: number, length: number) => this.#write(pointer, length), 'ipi');
    module._pgl_set_rw_cbs(read, write);
  }

  /**
   * Runs one request to its ReadyForQuery.
   * @throws whatever is not an error PostgreSQL reported: the engine is then beyond use
   */
  exchange(request: Uint8Array, streams: Streams): void {
    const module = this.#module;
    this.#input = request;
    this.#streams = streams;
    this.#refused = false;
    // Each turn takes one message; what an error leaves unread (the rest of a COPY) is read and ignored by the loop itself.
    while (this.#input.length > 0 || module._pq_buffer_remaining_data() > 0) {
      const stack = module.stackSave();
      try {
        module._PostgresMainLoopOnce();
      } catch (thrown) {
        if ((thrown as { status?: unknown }).status !== MAIN_LONGJMP) throw thrown;
        module.stackRestore(stack);
        module._PostgresMainLongJmp();
      }
    }
    module._PostgresSendReadyForQueryIfNecessary();
    module._pgl_pq_flush();
  }

  /** Runs a statement of the engine's own; its reply, an error too, is dropped. */
  execute(sql: string): void {
    this.exchange(encode({ kind: 'statements', sql }), { write() {}, read: () => undefined });
  }

  get inTransaction(): boolean {
    return this.#module._IsTransactionBlock() !== 0;
  }

  #read(pointer: number, most: number): number {
    if (this.#input.length === 0) this.#input = this.#streams?.read() ?? this.#refuse();
    const bytes = this.#input.subarray(0, most);
    this.#module.HEAPU8.set(bytes, pointer);
    this.#input = this.#input.subarray(bytes.length);
    return bytes.length;
  }

  #refuse(): Uint8Array {
    if (this.#refused) return NO_BYTES;
    this.#refused = true;
    return serialize.copyFail('there is no data to copy from');
  }

  #write(pointer: number, length: number): number {
    this.#streams?.write(this.#module.HEAPU8.subarray(pointer, pointer + length));
    return length;
  }
}
