// Who is in the directory: people, devices and teams, each proven to this browser.
import { useEffect } from "preact/hooks";
import { Heading } from "../parts/heading";
import { Table } from "../parts/table";
import { attempt } from "../session/tell";
import { word } from "../words";
import { loadPeople, people } from "./people";

/** Names in the order in which people look for them: worker 9 before worker 10. */
const names = (all: string[]): string =>
  all.toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true })).join(", ");

const KINDS = ["device-phone", "device-desktop", "device-gateway"];

export function Directory() {
  useEffect(() => void attempt(loadPeople), []);
  const { people: persons, devices, teams } = people.value;
  const state = (ended: boolean): string => word(ended ? "directory-ended" : "directory-valid");
  return (
    <div class="wide">
      <Heading title={word("directory-title")} />
      <p>{word("directory-text")}</p>
      <Table
        title={word("directory-people")}
        heads={[word("column-name"), word("column-organisation"), word("column-role"), word("column-state")]}
        rows={persons.map((row) => [row.name, row.organisation, word(`role-${row.role}`), state(row.ended)])}
      />
      <Table
        title={word("directory-devices")}
        heads={[word("column-worker"), word("column-organisation"), word("column-kind"), word("column-id"), word("column-state")]}
        rows={devices.map((row) => [
          row.worker,
          row.organisation,
          word(KINDS[row.kind] ?? "device-phone"),
          <code>{row.id.slice(0, 8)}</code>,
          state(row.ended),
        ])}
      />
      <Table
        title={word("directory-teams")}
        heads={[word("column-team"), word("column-lead"), word("column-members"), word("column-workers")]}
        rows={teams.map((row) => [row.name, names(row.leads), names(row.members), names(row.workers)])}
      />
    </div>
  );
}
