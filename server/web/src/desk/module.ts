// Loads the WebAssembly modules. The desk's comes in two parts. The first is what signing in, opening and reading use; the rest of the
// same module, with the same memory, comes when something of it is used first: ahead of an operation that is known to
// need it, or in the middle of reading a form that uses what no recorded form did.
//
// Invariant: both parts are of one build, since the name of the rest is a digest of it.

/** What a page calls. */
export interface Module {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  free(pointer: number, length: number): void;
  call(pointer: number, length: number): bigint;
}

/** The desk holds keys; the office needs nobody's. */
export type Name = "desk" | "office";

/** File name of the rest, from the build. */
declare const REST: string;

/** What the first part is made for. Everything else begins with loading the rest. */
const FIRST = new Set([
  "sign-in",
  "unlock",
  "lock",
  "directory-pin",
  "directory-request",
  "directory-update",
  "cases",
  "case-choices",
  "queue",
  "open",
]);

type Anything = (...given: unknown[]) => unknown;

/** A module, and a way to have all of it. */
export interface Parts {
  module: Module;
  /** Loads whatever an operation needs. */
  ready(operation: string): Promise<void>;
}

export const load = (name: Name): Promise<Parts> => (name === "desk" ? loadDesk() : loadOffice());

async function loadOffice(): Promise<Parts> {
  const { instance } = await WebAssembly.instantiateStreaming(fetch("/office.wasm"));
  return { module: instance.exports as unknown as Module, ready: async () => undefined };
}

async function loadDesk(): Promise<Parts> {
  const first = await WebAssembly.compileStreaming(fetch("/homeward.wasm"));
  let whole = false;
  const add = (rest: WebAssembly.Module): void => {
    if (whole) return;
    new WebAssembly.Instance(rest, { primary: exports }); // puts its functions into the table of the first part
    whole = true;
  };
  /** In the middle of a call nothing can be waited for, so the thread stands still until the rest is here. */
  const addNow = (): void => {
    const request = new XMLHttpRequest();
    request.open("GET", `/${REST}`, false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error("the rest of the module is not there");
    add(new WebAssembly.Module(request.response as ArrayBuffer));
  };
  const placeholder: Record<string, Anything> = {};
  for (const { module, name } of WebAssembly.Module.imports(first))
    if (module === "placeholder")
      placeholder[name] = (...given) => {
        addNow();
        const table = exports["%table"] as WebAssembly.Table;
        return (table.get(Number(name)) as Anything)(...given);
      };
  const { exports } = await WebAssembly.instantiate(first, { placeholder });
  return {
    module: exports as unknown as Module,
    async ready(operation) {
      if (!whole && !FIRST.has(operation)) add(await WebAssembly.compileStreaming(fetch(`/${REST}`)));
    },
  };
}
