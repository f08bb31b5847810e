// What this browser keeps between visits: the institution that it trusts, the newest view of its directory, and the
// generation of each user's wrapped keys. Lower ones are refused later. Nothing here opens anything.

import type { Heads } from "../desk/core";

const TRUST = "homeward.trust";
const EVIDENCE = "homeward.evidence";

/** An institution that this browser trusts since its first visit. */
export interface Trust {
  genesis: string;
  kept: string | null;
  size: number;
}

function read<Value>(key: string): Value | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

const write = (key: string, value: unknown): void => localStorage.setItem(key, JSON.stringify(value));

export const trusted = (): Trust | undefined => read<Trust>(TRUST);
export const trust = (value: Trust): void => write(TRUST, value);

const generationKey = (user: string): string => `homeward.generation.${user}`;
export const generation = (user: string): number => read<number>(generationKey(user)) ?? 0;
export const keepGeneration = (user: string, value: number): void => write(generationKey(user), value);

/** When it was found, and two signed directory heads that cannot both be true. */
export interface Evidence {
  seen: number;
  heads: Heads;
}

export const evidence = (): Evidence | undefined => read<Evidence>(EVIDENCE);
export const keepEvidence = (value: Evidence): void => write(EVIDENCE, value);
