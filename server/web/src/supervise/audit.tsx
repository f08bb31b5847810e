// The audit log, newest first: who read or wrote what, when and for which purpose. Chained, so that nothing can be taken out.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Heading } from "../parts/heading";
import { Table } from "../parts/table";
import { get } from "../server";
import { attempt } from "../session/tell";
import { coded, moment, number, word } from "../words";
import { called, loadPeople } from "./people";

/** How many ids an entry shows. */
const MOST = 3;

interface Entry {
  index: number;
  time: number;
  who: string;
  what: string;
  subject: string;
  purpose: string;
  chain: string;
}

const who = (text: string): string => {
  const [kind, id] = text.split(" ");
  return [coded("actor", kind ?? ""), id ? called(id) : ""].join(" ").trim();
};

/** Such as "read record": what was done, and to what. */
function what(text: string): string {
  const [done, ...object] = text.split(" ");
  return `${coded("audit", done ?? "")}: ${coded("object", object.join("-"))}`;
}

/** What it was about; of a long list, the first and how many more. */
function Subjects({ ids }: { ids: string[] }) {
  const more = ids.length - MOST;
  return (
    <>
      <code>{ids.slice(0, MOST).map((id) => id.slice(0, 8)).join(" ")}</code> {more > 0 ? `+ ${number(more)}` : null}
    </>
  );
}

export function Audit() {
  const entries = useSignal<Entry[]>([]);
  const more = useSignal(false);
  const busy = useSignal(false);

  const fetchMore = async (): Promise<void> => {
    busy.value = true;
    await attempt(async () => {
      const before = entries.value.at(-1)?.index ?? 0;
      const page = await get<{ entries: Entry[]; more: boolean }>(`audit?before=${before}`);
      entries.value = [...entries.value, ...page.entries];
      more.value = page.more;
    });
    busy.value = false;
  };
  useEffect(() => {
    void attempt(loadPeople).then(fetchMore);
  }, []);

  return (
    <div class="wide">
      <Heading title={word("audit-title")} />
      <p>{word("audit-text")}</p>
      <Table
        title={word("audit-entries")}
        heads={[word("column-number"), word("column-time"), word("column-who"), word("column-what"), word("column-purpose"), word("column-subject")]}
        rows={entries.value.map((entry) => [
          number(entry.index),
          <span class="nowrap">{moment(entry.time)}</span>,
          who(entry.who),
          what(entry.what),
          coded("purpose", entry.purpose),
          <Subjects ids={entry.subject.split(" ")} />,
        ])}
      />
      {more.value ? (
        <button type="button" disabled={busy.value} onClick={() => void fetchMore()}>
          {word("audit-more")}
        </button>
      ) : null}
    </div>
  );
}
