// The door to the WebAssembly module: one call that takes and gives a message (JSON).
//
// Keys live inside the module's memory and never come out. Time and randomness go in with each message,
// so the module imports nothing.

interface Module {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  free(pointer: number, length: number): void;
  call(pointer: number, length: number): bigint;
}

/** Two signed directory heads that cannot both be true. */
export interface Heads {
  kept: string;
  offered: string;
}

/** What went wrong, as a code of docs/errors.md. */
export class CoreError extends Error {
  constructor(
    readonly code: string,
    readonly heads?: Heads,
  ) {
    super(code);
  }
}

let loading: Promise<Module> | undefined;

async function load(): Promise<Module> {
  const answer = await WebAssembly.instantiateStreaming(fetch("/homeward.wasm"), {});
  return answer.instance.exports as unknown as Module;
}

/** Bytes as base64url without padding, as they are inside JSON. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Calls an operation of the module. Throws a [CoreError]. */
export async function call<Answer>(operation: string, message: object = {}): Promise<Answer> {
  loading ??= load();
  const module = await loading;
  const request = new TextEncoder().encode(
    JSON.stringify({
      operation,
      now: Math.floor(Date.now() / 1000),
      offset_minutes: -new Date().getTimezoneOffset(),
      random: base64(crypto.getRandomValues(new Uint8Array(32))),
      message,
    }),
  );
  const pointer = module.alloc(request.length);
  new Uint8Array(module.memory.buffer, pointer, request.length).set(request);
  const answered = module.call(pointer, request.length);
  const start = Number(answered >> 32n);
  const length = Number(answered & 0xffffffffn);
  const text = new TextDecoder().decode(new Uint8Array(module.memory.buffer, start, length));
  module.free(start, length);
  const answer = JSON.parse(text) as { ok?: Answer; error?: { code: string; evidence?: Heads } };
  if (answer.error) throw new CoreError(answer.error.code, answer.error.evidence);
  return answer.ok as Answer;
}
