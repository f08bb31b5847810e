// Who is signed in, and the ways in and out. Invariant: the passphrase is handed to the desk and kept nowhere.
import { signal } from "@preact/signals";
import { desk, lock as endThread } from "../desk/desk";
import type { Asked, Moved, Opaque, Pinned } from "../desk/shapes";
import { get, post, remove } from "../server";
import { CoreError } from "../desk/core";
import * as memory from "./memory";

/** Numbers of the roles in the directory. */
export const Role = { supervisor: 1, worker: 2, officer: 3, author: 4, coordinator: 5, statistics: 6, auditor: 7 };

export interface Signed {
  user: string;
  name: string;
  role: number;
}

export const signed = signal<Signed | undefined>(undefined);
export const institution = signal<Pinned | undefined>(undefined);
/** Why the desk was locked, if not by hand. */
export const lockedBy = signal<"idle" | "over" | undefined>(undefined);

interface Start {
  nonce: string;
  genesis: string;
}

/** Pins the institution: the one this browser knows, or the one the server names at the first visit. */
export async function pin(): Promise<{ pinned: Pinned; first: boolean }> {
  const { statement } = await get<{ statement: string }>("directory/genesis");
  const known = memory.trusted();
  const hash = known?.genesis ?? (await post<Start>("session/start", { user: "" })).genesis;
  const pinned = await desk<Pinned>("directory-pin", { statement, hash, kept: known?.kept ?? null });
  institution.value = pinned;
  return { pinned, first: known === undefined };
}

/** Asks the server for proofs, and takes its answer as a whole or not at all. */
export async function refresh(about: { cases?: Opaque; queue?: Opaque } = {}): Promise<void> {
  const subjects = await get<Opaque>("directory/subjects");
  const request = await desk<Asked>("directory-request", { subjects, ...about });
  const [answer, ...rest] = await Promise.all(
    [request, ...(request.rest ?? [])].map(({ request }) => post<Opaque>("directory/state", { request })),
  );
  const moved = await desk<Moved>("directory-update", { ...answer, rest });
  const genesis = institution.value?.genesis ?? memory.trusted()?.genesis ?? "";
  memory.trust({ genesis, kept: moved.kept, size: moved.size });
  seen = moved.size;
}

/** Size of the directory that the desk has: what comes with a record is proven to it. */
export const directorySize = (): number => seen;
let seen = 0;

/** Signs in. A wrong name and a wrong passphrase fail alike. */
export async function signIn(user: string, passphrase: string): Promise<void> {
  const { pinned } = await pin();
  const start = await post<Start>("session/start", { user });
  if (start.genesis !== pinned.genesis) throw new CoreError("HW-704");
  const { signature } = await desk<{ signature: string }>("sign-in", {
    start,
    user,
    passphrase,
    origin: location.origin,
  });
  const session = await post<Opaque>("session", { user, nonce: start.nonce, signature });
  const least = memory.generation(user);
  const open = await desk<{ user_id: string; role: number; generation: number }>("unlock", {
    session,
    least_generation: least,
  });
  memory.keepGeneration(user, open.generation);
  if (!memory.trusted()) memory.trust({ genesis: pinned.genesis, kept: null, size: pinned.size });
  await refresh();
  lockedBy.value = undefined;
  signed.value = { user: open.user_id, name: user, role: open.role };
}

/** Locks the desk: keys and whatever was open are gone, and the server forgets the session. */
export function leave(why?: "idle" | "over"): void {
  endThread();
  signed.value = undefined;
  lockedBy.value = why;
  void remove("session").catch(() => undefined);
}

const IDLE = 10 * 60 * 1000;
let last = Date.now();

/** Locks after ten minutes in which nothing was touched. */
export function watchIdle(): void {
  for (const event of ["pointerdown", "keydown", "wheel", "touchstart"] as const)
    addEventListener(event, () => (last = Date.now()), { passive: true });
  const check = (): void => {
    if (signed.value && Date.now() - last >= IDLE) leave("idle");
  };
  setInterval(check, 5000);
  addEventListener("visibilitychange", check);
}
