// The directory as proven to this supervisor: people, devices, teams.
import { signal } from "@preact/signals";
import { desk } from "../desk/desk";
import type { People } from "../desk/shapes";
import { refresh } from "../session/session";

export const people = signal<People>({ people: [], devices: [], teams: [] });

/** Fetches proofs anew. */
export async function loadPeople(): Promise<void> {
  await refresh();
  people.value = await desk<People>("directory-people");
}

/** A person or device by hexadecimal id, or the first digits of an id that the directory lacks. */
export function called(id: string): string {
  const person = people.value.people.find((row) => row.id === id);
  if (person) return person.name;
  const device = people.value.devices.find((row) => row.id === id);
  return device ? device.worker : id.slice(0, 8);
}
