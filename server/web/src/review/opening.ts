// Opening one check-in: what the server keeps, the form in which it was written, and the version that it replaces.
import { base64 } from "../desk/core";
import { desk } from "../desk/desk";
import type { OpenedRecord, Opaque, QueueRow, RecordRef } from "../desk/shapes";
import { bytes, get } from "../server";
import { directorySize } from "../session/session";
import type { Language } from "../words";
import { cases, load, queue } from "./caseload";

/** What was fetched; opened anew when the language changes. */
export interface Fetched {
  row: QueueRow;
  answer: Opaque;
  form: string;
  earlier: Opaque | undefined;
  earlierForm: string | undefined;
}

const forms = new Map<string, string>();

async function form(digest: string): Promise<string> {
  const kept = forms.get(digest);
  if (kept) return kept;
  const text = base64(await bytes(`forms/${digest}`));
  forms.set(digest, text);
  return text;
}

/** The row of a version, if the officer has it. */
export const find = (record: RecordRef): QueueRow | undefined =>
  queue.value.find((row) => row.record.id === record.id && row.record.digest === record.digest);

const sealed = (record: RecordRef): Promise<Opaque> =>
  get<Opaque>(`records/${record.id}/${record.digest}?size=${directorySize()}`);

/** Fetches a version; nothing if the officer has no such check-in. */
export async function fetchRecord(record: RecordRef): Promise<Fetched | undefined> {
  if (!cases.value) await load();
  const row = find(record);
  if (!row) return undefined;
  const before = row.replaces ? find(row.replaces) : undefined;
  const [answer, written, earlier, earlierForm] = await Promise.all([
    sealed(record),
    form(row.form),
    before ? sealed(before.record) : undefined,
    before ? form(before.form) : undefined,
  ]);
  return { row, answer, form: written, earlier, earlierForm };
}

/** Opens it, its signatures verified, with labels in a language. */
export const open = (fetched: Fetched, language: Language): Promise<OpenedRecord> =>
  desk<OpenedRecord>("open", {
    record: fetched.row.record,
    answer: fetched.answer,
    form: fetched.form,
    earlier: fetched.earlier ?? null,
    earlier_form: fetched.earlierForm ?? null,
    language,
  });

/** The version that replaces this one, if one was received. */
export const newer = (record: RecordRef): QueueRow | undefined =>
  queue.value.find((row) => row.replaces?.id === record.id && row.replaces.digest === record.digest);
