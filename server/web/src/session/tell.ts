// One place for what the page has to say: what went wrong with its remedy and code, or what was done.
import { signal } from "@preact/signals";
import { CoreError } from "../desk/core";
import { ServerError } from "../server";
import { has, part, word } from "../words";
import { leave } from "./session";

export interface Told {
  kind: "done" | "error";
  sentence: string;
  remedy?: string;
  code?: string;
}

export const told = signal<Told | undefined>(undefined);

/** The words of an error, by its code. */
export function inWords(error: unknown): Told {
  const code = error instanceof CoreError || error instanceof ServerError ? error.code : "HW-499";
  const wanted = code.toLowerCase();
  const key = has(wanted) ? wanted : "hw-499";
  return { kind: "error", sentence: word(key), remedy: part(key, "remedy"), code };
}

/** Shows an error; a session that ended leads back to signing in. */
export function trouble(error: unknown): void {
  const code = error instanceof CoreError || error instanceof ServerError ? error.code : "";
  if (code === "HW-111" || code === "HW-702") leave("over");
  else told.value = inWords(error);
  // Something that this page did not expect: for whoever mends it. It holds no answer.
  if (code === "") console.error(error);
}

export function done(sentence: string): void {
  told.value = { kind: "done", sentence };
}

/** Runs something; what goes wrong is said. */
export async function attempt(work: () => Promise<void>): Promise<boolean> {
  told.value = undefined;
  try {
    await work();
    return true;
  } catch (error) {
    trouble(error);
    return false;
  }
}
