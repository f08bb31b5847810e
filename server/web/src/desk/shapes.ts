// What goes to and comes from the module, as rust/web/src says it. Sealed things are opaque to the page.
import type { Heads } from "./core";

export interface RecordRef {
  id: string;
  digest: string;
}

export interface Pinned {
  institution: string;
  genesis: string;
  size: number;
}

/** A question to the directory; in several requests when it is a long one. */
export interface Asked {
  request: string;
  rest?: { request: string }[];
}

export interface Moved {
  size: number;
  time: number;
  kept: string;
}

export interface CaseRow {
  tag: string;
  reference: string;
  area: string;
  release_date: string;
  language: string;
  lead: string;
  members: string[];
  /** An empty name is a device that the directory does not know. */
  writers: string[];
  conflicts: number[];
  /** Parts that are not shown: the rest of the case is. */
  unreadable: { what: "epoch" | "field"; epoch: number | null; code: string }[];
  /** Numbers of fields whose author had seen a directory that was not proven. */
  unproven: number[];
}

export interface CaseRows {
  cases: CaseRow[];
  refused: number;
  reason: string | null;
}

/** Whether what an author had seen is proven to be the directory that this desk has. */
export type Seen = "proven" | "unproven";

/** Why a check-in does not count by itself. */
export type Flag = "unknown_device" | "after_revocation" | "not_a_writer" | "server";

/** The member who accepted a flagged check-in. */
export interface Accepted {
  author: string;
  time: number;
  seen: Seen;
}

export interface QueueRow {
  record: RecordRef;
  replaces: RecordRef | null;
  form: string;
  case: string;
  reference: string;
  worker: string;
  received: number;
  state: number;
  superseded: boolean;
  /** Versions that correct this one; more than one contradict each other. */
  corrections: RecordRef[];
  correction: boolean;
  /** Other corrections of the version that this one corrects. */
  contradicts: RecordRef[];
  /** Flagged, and nobody accepted it: it does not count. */
  flagged: boolean;
  flag: Flag | null;
  accepted: Accepted | null;
  gap: boolean;
}

export interface Line {
  path: string;
  groups: string[];
  label: string;
  answer: string;
  state: number;
  class: string;
}

export interface ChangedLine {
  path: string;
  label: string;
  old: string;
  old_state: number;
  new: string;
  new_state: number;
}

export interface NoteLine {
  author: string;
  time: number;
  text: string;
  seen: Seen;
}

export interface StateLine {
  state: number;
  author: string;
  time: number;
  /** Nothing for the receipt. */
  seen: Seen | null;
}

export interface OpenedRecord {
  record: RecordRef;
  case: string;
  reference: string;
  form_title: string;
  form_version: string;
  worker: string;
  organisation: string;
  received: number;
  replaces: RecordRef | null;
  flagged: boolean;
  flag: Flag | null;
  accepted: Accepted | null;
  seen: Seen;
  lines: Line[];
  changes: ChangedLine[];
  notes: NoteLine[];
  states: StateLine[];
  refused: number;
  /** Notes and state changes that are not shown, and why. */
  refusals: { what: "note" | "state"; code: string; evidence: Heads | null }[];
}

export interface Choice {
  id: string;
  name: string;
}

export interface TeamChoice extends Choice {
  members: Choice[];
  devices: Choice[];
}

export interface Choices {
  areas: Choice[];
  teams: TeamChoice[];
}

export interface PersonRow {
  id: string;
  name: string;
  organisation: string;
  role: number;
  ended: boolean;
}

export interface DeviceRow {
  id: string;
  kind: number;
  worker: string;
  organisation: string;
  ended: boolean;
}

export interface TeamRow {
  id: string;
  name: string;
  leads: string[];
  members: string[];
  workers: string[];
}

export interface People {
  people: PersonRow[];
  devices: DeviceRow[];
  teams: TeamRow[];
}

export interface Enrolment {
  id: string;
  kind: "user" | "device";
  label: string;
  state: "invited" | "waiting" | "enrolled" | "expired";
  expires: number;
  subject: string | null;
  device_kind: number;
}

export interface Invitation {
  body: { kind: string; secret_hash: string; expires: number; label: string };
  typed: string;
  text: string;
  svg: string;
}

export type Figure = number | "hidden";

export interface Cell {
  at: string[];
  n: Figure;
  d: Figure;
  per_mille?: number;
}

export interface Table {
  indicator: string;
  item?: string;
  period: string;
  by: string[];
  cells: Cell[];
  did_not_say: Figure;
}

export interface Definition {
  id: string;
  name: string;
  unit: string;
  class: string;
  numerator: string;
  denominator: string;
  dimensions: string[];
  items?: string;
}

export interface Release {
  made: string;
  periods: { id: string; first: string; last: string }[];
  rules: { k: number; k_restricted: number; group_floor: number; percent_floor: number };
  indicators: Definition[];
  dimensions: { stage: string[]; area: string[]; sex: string[] };
  tables: Table[];
}

/** Answers of the server that the page only hands on. */
export type Opaque = object;
