// What needs nobody's keys, in a module of its own: it knows the directory that the desk kept in this browser.
import { get } from "../server";
import { trusted } from "../session/memory";
import { ask } from "./desk";

/** Calls an operation of the office, for the institution of a genesis hash. Throws a [CoreError]. */
export async function office<Answer>(genesis: string, operation: string, message: object): Promise<Answer> {
  const { statement } = await get<{ statement: string }>("directory/genesis");
  const known = trusted();
  const kept = known?.genesis === genesis ? known.kept : null;
  await ask("office", "directory-pin", { statement, hash: genesis, kept });
  return ask<Answer>("office", operation, message);
}
