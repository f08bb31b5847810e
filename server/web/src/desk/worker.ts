// The WebAssembly modules, in a thread of their own: the page stays alive while a passphrase is stretched, and ending
// the thread is what locks the desk, because keys live in its memory only.
import { call, CoreError, type Heads } from "./core";
import type { Name } from "./module";

export interface Question {
  id: number;
  module: Name;
  operation: string;
  message: object;
}

export interface Reply {
  id: number;
  ok?: unknown;
  code?: string;
  heads?: Heads;
}

addEventListener("message", (event: MessageEvent<Question>) => {
  const { id, module, operation, message } = event.data;
  call(module, operation, message).then(
    (ok) => postMessage({ id, ok } satisfies Reply),
    (error: unknown) => {
      const { code, heads } = error instanceof CoreError ? error : new CoreError("HW-701");
      postMessage({ id, code, ...(heads ? { heads } : {}) } satisfies Reply);
    },
  );
});
