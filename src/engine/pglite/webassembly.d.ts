/** The part of WebAssembly's JavaScript interface the engine uses: TypeScript has it in the DOM library only. */
declare namespace WebAssembly {
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }

  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  var Memory: new (descriptor: MemoryDescriptor) => Memory;

  type Module = object;
  var Module: new (bytes: ArrayBufferView | ArrayBuffer) => Module;

  function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>;
}
