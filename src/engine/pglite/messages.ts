/** What the two threads say to each other. */
import type { MessagePort } from 'node:worker_threads';

/** What a worker is started with. */
export interface WorkerData {
  /** The snapshot's file. */
  readonly snapshot: string;
  /** Whether the extension is to be there already. */
  readonly extended: boolean;
  readonly timeZone?: string | undefined;
  /** Shared: the cells of {@link Control}. */
  readonly control: Int32Array;
}

/** One request of the wire protocol, whole; its bytes are transferred. */
export interface WorkerRequest {
  /** Counts from 1. */
  readonly number: number;
  readonly request: Uint8Array;
  /** Where COPY FROM STDIN's data comes from, {@link CopyInput} by {@link CopyInput}; each is answered when it is taken. */
  readonly input?: MessagePort | undefined;
}

/** COPY data, then how it ended. Bytes are transferred. */
export type CopyInput = { readonly data: Uint8Array } | { readonly end: true } | { readonly fail: string };

export type WorkerMessage =
  | { readonly ready: Ready }
  /** A part of the reply; `last` with its end. */
  | { readonly reply: Uint8Array<ArrayBuffer>; readonly last: boolean }
  /** The engine cannot go on. */
  | { readonly crash: string };

export interface Ready {
  readonly serverVersion: string;
  /** How to interrupt a statement, where the engine's memory is shared. */
  readonly interrupt?: Interrupt | undefined;
}

/** Addresses of PostgreSQL's own flags. */
export interface Interrupt {
  readonly memory: SharedArrayBuffer;
  readonly interruptPending: number;
  readonly queryCancelPending: number;
}

/** Cells of the shared control block. */
export const Control = {
  /** Reply chunks posted and not yet taken by the receiver: back-pressure. */
  repliesInFlight: 0,
  /** Counts COPY inputs, to wake a worker that waits for one. */
  inputsPosted: 1,
  /** Number of the request that runs, 0 for none. */
  running: 2,
  cells: 3,
} as const;

/** Reply chunks the worker makes ahead of the receiver. */
export const REPLIES_AHEAD = 8;
/** COPY chunks the sender makes ahead of the worker. */
export const INPUTS_AHEAD = 4;
