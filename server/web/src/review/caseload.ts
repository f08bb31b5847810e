// The officer's cases and the check-ins in them, opened in this browser. Kept while the desk is open.
import { effect, signal } from "@preact/signals";
import { desk } from "../desk/desk";
import type { CaseRow, CaseRows, Choice, Choices, Opaque, QueueRow } from "../desk/shapes";
import { get } from "../server";
import { refresh, signed } from "../session/session";
import { language } from "../words";

export const cases = signal<CaseRow[] | undefined>(undefined);
export const queue = signal<QueueRow[]>([]);
/** How many cases could not be opened, and why. */
export const closed = signal<{ count: number; reason: string } | undefined>(undefined);
export const areas = signal<Choice[]>([]);

/** Fetches and opens everything anew. */
export async function load(): Promise<void> {
  const [list, waiting] = await Promise.all([get<Opaque>("cases"), get<Opaque>("review/queue")]);
  await refresh({ cases: list, queue: waiting });
  const opened = await desk<CaseRows>("cases", { cases: list });
  const { rows } = await desk<{ rows: QueueRow[] }>("queue", { queue: waiting });
  cases.value = opened.cases;
  queue.value = rows;
  closed.value = opened.refused > 0 ? { count: opened.refused, reason: opened.reason ?? "" } : undefined;
  await nameAreas();
}

/** Names of the areas in the language of the page. */
export async function nameAreas(): Promise<void> {
  areas.value = (await desk<Choices>("case-choices", { language: language.value })).areas;
}

export const areaName = (code: string): string => areas.value.find((area) => area.id === code)?.name ?? code;

// Whoever locks leaves nothing behind here.
effect(() => {
  if (signed.value) return;
  cases.value = undefined;
  queue.value = [];
  closed.value = undefined;
});
