/**
 * Lets another thread see the engine's memory, which is what makes a running statement cancellable.
 *
 * PostgreSQL looks at two flags, `InterruptPending` and `QueryCancelPending`, all the time (CHECK_FOR_INTERRUPTS); a signal handler sets them.
 * WASM has no signals, but where its memory is shared another thread can set them. PGlite's modules import a memory
 * that is not shared, so that one flag of the import is changed as they are compiled. Shared memory is as fast (measured), and plain
 * loads and stores are all PostgreSQL needs.
 */

const WASM_MAGIC = 0x6d736100;
const IMPORT_SECTION = 2;
const HAS_MAXIMUM = 1;
const SHARED = 2;
/** 65,536 pages: all a 32-bit memory can have. */
const LARGEST_MEMORY = [0x80, 0x80, 0x04];

/** Import kinds: https://webassembly.github.io/spec/core/binary/modules.html#import-section */
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;

/**
 * From now on, in this thread, every memory made is shared and every module compiled accepts that. For a worker that runs nothing
 * but the engine.
 */
export function shareMemories(): void {
  const { Memory, Module } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, shared: true });
    }
  };
  WebAssembly.Module = new Proxy(Module, {
    construct: (target, [bytes]) => new target(importSharedMemory(bytesOf(bytes))),
  });
}

function bytesOf(source: ArrayBufferView | ArrayBuffer): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** The module with the memory it imports declared shared; the module itself where it imports none. */
export function importSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(module);
  if (bytes.length < 8 || bytes.readUInt32LE(0) !== WASM_MAGIC) return bytes;
  const reader = new ModuleReader(bytes, 8);
  while (!reader.atEnd) {
    const id = reader.byte();
    const sizeAt = reader.at;
    const size = reader.number();
    const bodyAt = reader.at;
    if (id !== IMPORT_SECTION) {
      reader.skip(size);
      continue;
    }
    const limits = memoryLimits(reader);
    if (limits === undefined) return bytes;
    const flags = bytes[limits.start] ?? 0;
    bytes[limits.start] = flags | HAS_MAXIMUM | SHARED;
    if (flags & HAS_MAXIMUM) return bytes;
    // A shared memory must have a maximum: insert one, and say that the section grew.
    return Buffer.concat([
      bytes.subarray(0, sizeAt),
      unsigned(size + LARGEST_MEMORY.length),
      bytes.subarray(bodyAt, limits.end),
      Buffer.from(LARGEST_MEMORY),
      bytes.subarray(limits.end),
    ]);
  }
  return bytes;
}

/** Where the limits (flags, minimum, maximum) of the imported memory stand. */
function memoryLimits(reader: ModuleReader): { start: number; end: number } | undefined {
  for (let left = reader.number(); left > 0; left--) {
    reader.skip(reader.number()); // module
    reader.skip(reader.number()); // name
    switch (reader.byte()) {
      case FUNCTION:
        reader.number();
        break;
      case TABLE:
        reader.byte();
        reader.limits();
        break;
      case MEMORY: {
        const start = reader.at;
        reader.limits();
        return { start, end: reader.at };
      }
      case GLOBAL:
        reader.skip(2);
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

class ModuleReader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  /** An unsigned LEB128 number. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  limits(): void {
    const flags = this.byte();
    this.number();
    if (flags & HAS_MAXIMUM) this.number();
  }

  skip(count: number): void {
    this.at += count;
  }
}
