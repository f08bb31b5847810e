// The door to the WebAssembly modules: one call that takes and gives a message (JSON).
//
// Keys live inside a module's memory and never come out. Time and randomness go in with each message,
// so the module asks for nothing.

import { load, type Name, type Parts } from "./module";

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

const loading = new Map<Name, Promise<Parts>>();

/** Bytes as base64url without padding, as they are inside JSON. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A call that stops half-way leaves a module that cannot go on: it is forgotten, and with it every key. */
function begun<Value>(name: Name, run: () => Value): Value {
  try {
    return run();
  } catch {
    loading.delete(name);
    throw new CoreError("HW-701");
  }
}

/** A module with what an operation needs. What did not come over the network is asked for again the next time. */
async function arrived(name: Name, operation: string): Promise<Parts> {
  const coming = loading.get(name) ?? load(name);
  loading.set(name, coming);
  try {
    const parts = await coming;
    await parts.ready(operation);
    return parts;
  } catch {
    if (await coming.then(() => false, () => true)) loading.delete(name);
    throw new CoreError("HW-720");
  }
}

/** Calls an operation of a module. Throws a [CoreError]. */
export async function call<Answer>(name: Name, operation: string, message: object = {}): Promise<Answer> {
  const { module } = await arrived(name, operation);
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
  const answered = begun(name, () => module.call(pointer, request.length));
  const start = Number(answered >> 32n);
  const length = Number(answered & 0xffffffffn);
  const text = new TextDecoder().decode(new Uint8Array(module.memory.buffer, start, length));
  module.free(start, length);
  const answer = JSON.parse(text) as { ok?: Answer; error?: { code: string; evidence?: Heads } };
  if (answer.error) throw new CoreError(answer.error.code, answer.error.evidence);
  return answer.ok as Answer;
}
