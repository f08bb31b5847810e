// The steps of joining, between the office's module and the server. What waits outlives a reload of the page; the
// passphrase does not.
import { office } from "../desk/office";
import { get, post } from "../server";

/** Keys that were made and not sent yet. */
export interface Made {
  passphrase: string;
  /** For the server: public keys, wrapped keys, the invitation's secret. */
  body: { secret: string; user_name: string };
}

interface Admitted {
  id: string;
  head: string;
}

/** Let in to the queue: a supervisor compares the digits. */
export interface Waiting {
  id: string;
  secret: string;
  name: string;
  groups: string[];
}

const KEPT = "homeward.joining";

/** Who already waits in this window. */
export function resumed(): Waiting | undefined {
  const kept = sessionStorage.getItem(KEPT);
  return kept === null ? undefined : (JSON.parse(kept) as Waiting);
}

export const ended = (): void => sessionStorage.removeItem(KEPT);

/** Makes the keys; refuses a code of another institution. */
export async function make(genesis: string, code: string, name: string): Promise<Made> {
  const { tenant } = await post<{ tenant: string }>("session/start", { user: name });
  return office<Made>(genesis, "new-account", { tenant, user_name: name, code });
}

/** Hands in the public and the wrapped keys. */
export async function admit(genesis: string, { body }: Made): Promise<Waiting> {
  const admitted = await post<Admitted>("enrolments/admit", body);
  const { groups } = await office<{ groups: string[] }>(genesis, "account-digits", { body, admitted });
  const waiting = { id: admitted.id, secret: body.secret, name: body.user_name, groups };
  sessionStorage.setItem(KEPT, JSON.stringify(waiting));
  return waiting;
}

/** How it stands with the invitation. */
export async function standing({ id, secret }: Waiting): Promise<string> {
  return (await get<{ state: string }>(`enrolments/${id}`, { "homeward-secret": secret })).state;
}
