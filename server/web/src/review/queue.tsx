// The queue: corrections first, then the oldest. Never sorted by need.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { QueueRow } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { Waiting } from "../parts/waiting";
import { attempt } from "../session/tell";
import { day, has, word } from "../words";
import { cases, closed, load, queue } from "./caseload";
import { FLAGS } from "./flagged";
import { State, StateMark } from "./state";
import { Tabs } from "./tabs";

const PAGE = 40;

/** Which rows each tab shows; a version that a newer one replaces shows under "all" only. */
const TABS: [string, (row: QueueRow) => boolean][] = [
  ["queue-new", (row) => !row.superseded && (row.state === State.received || row.state === State.accepted)],
  ["queue-read", (row) => !row.superseded && row.state === State.read],
  ["queue-agreed", (row) => !row.superseded && row.state === State.agreed],
  ["queue-returned", (row) => !row.superseded && row.state === State.returned],
  ["queue-closed", (row) => !row.superseded && row.state === State.closed],
  ["queue-all", () => true],
];

function Row({ row }: { row: QueueRow }) {
  return (
    <li>
      <Link class="row" to={`/check-ins/${row.record.id}/${row.record.digest}`}>
        <span class="reference">{row.reference || word("case-unreadable")}</span>
        <span>{row.worker}</span>
        <span class="row-marks">
          {row.correction ? <span class="tag">{word("mark-correction")}</span> : null}
          {row.superseded ? <span class="tag plain-tag">{word("mark-superseded")}</span> : null}
          {row.contradicts.length > 0 ? <span class="tag attention">{word("mark-contradicts")}</span> : null}
          {row.flagged && row.flag ? <span class="tag attention">{word(FLAGS[row.flag][1])}</span> : null}
          {row.gap ? <span class="tag attention">{word("mark-gap")}</span> : null}
          <StateMark state={row.state} />
        </span>
        <span class="quiet">{day(row.received)}</span>
      </Link>
    </li>
  );
}

export function Queue() {
  const tab = useSignal(0);
  const most = useSignal(PAGE);
  const loading = useSignal(false);

  const fetchAll = async (): Promise<void> => {
    loading.value = true;
    await attempt(load);
    loading.value = false;
  };
  useEffect(() => void fetchAll(), []);

  const shown = queue.value.filter(TABS[tab.value]?.[1] ?? (() => true));
  const lost = closed.value;
  return (
    <>
      <Heading title={word("queue-title")}>
        <button type="button" class="plain" disabled={loading.value} onClick={() => void fetchAll()}>
          {word("button-refresh")}
        </button>
      </Heading>
      {loading.value && !cases.value ? <Waiting text={word("queue-opening")} /> : null}
      {lost ? (
        <p class="notice error">
          {word("cases-refused", { n: lost.count })} {has(lost.reason.toLowerCase()) ? word(lost.reason.toLowerCase()) : null} (
          {lost.reason})
        </p>
      ) : null}
      {cases.value ? (
        <>
          <Tabs
            label={word("queue-filter")}
            names={TABS.map(([key, fits]) => ({ name: word(key), count: queue.value.filter(fits).length }))}
            chosen={tab.value}
            onChoose={(at) => {
              tab.value = at;
              most.value = PAGE;
            }}
          />
          {shown.length === 0 ? <p class="empty">{word("queue-empty")}</p> : null}
          <ul class="rows">
            {shown.slice(0, most.value).map((row) => (
              <Row key={row.record.id + row.record.digest} row={row} />
            ))}
          </ul>
          {shown.length > most.value ? (
            <button type="button" onClick={() => (most.value += PAGE)}>
              {word("button-more", { n: shown.length - most.value })}
            </button>
          ) : null}
        </>
      ) : null}
    </>
  );
}
