// The page's side of the desk: asks the thread, waits for its answer, ends it to lock.
import { keepEvidence } from "../session/memory";
import { CoreError } from "./core";
import type { Name } from "./module";
import type { Question, Reply } from "./worker";

interface Waiting {
  give(answer: unknown): void;
  fail(error: unknown): void;
}

let thread: Worker | undefined;
let count = 0;
const waiting = new Map<number, Waiting>();

function running(): Worker {
  if (thread) return thread;
  const started = new Worker("/desk.js", { type: "module" });
  started.addEventListener("message", (event: MessageEvent<Reply>) => {
    const { id, ok, code, heads } = event.data;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (heads) keepEvidence({ seen: Date.now(), heads });
    if (code) asked?.fail(new CoreError(code, heads));
    else asked?.give(ok);
  });
  started.addEventListener("error", () => lock());
  thread = started;
  return started;
}

/** Calls an operation of the desk. Throws a [CoreError]. */
export const desk = <Answer>(operation: string, message: object = {}): Promise<Answer> => ask("desk", operation, message);

/** Calls an operation of a module. Throws a [CoreError]. */
export function ask<Answer>(module: Name, operation: string, message: object): Promise<Answer> {
  return new Promise((give, fail) => {
    const id = ++count;
    waiting.set(id, { give: (answer) => give(answer as Answer), fail });
    running().postMessage({ id, module, operation, message } satisfies Question);
  });
}

/** Ends the thread, and with it every key, case and answer that was open. */
export function lock(): void {
  thread?.terminate();
  thread = undefined;
  for (const asked of waiting.values()) asked.fail(new CoreError("HW-702"));
  waiting.clear();
}
