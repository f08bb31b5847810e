// Corrections of one version that do not agree, side by side: what each of them changed. Which holds is for people.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ChangedLine, OpenedRecord, QueueRow } from "../desk/shapes";
import { Link } from "../parts/link";
import { attempt } from "../session/tell";
import { day, language, word } from "../words";
import { Answer } from "./answer";
import { fetchRecord, find, open } from "./opening";

interface Side {
  row: QueueRow;
  record: OpenedRecord;
}

/** Paths that one of them changed, in the order of the first that has them. */
function changed(sides: Side[]): { path: string; label: string }[] {
  const seen = new Map<string, string>();
  for (const { record } of sides) for (const { path, label } of record.changes) if (!seen.has(path)) seen.set(path, label);
  return [...seen].map(([path, label]) => ({ path, label }));
}

function Said({ record, path }: { record: OpenedRecord; path: string }) {
  const change: ChangedLine | undefined = record.changes.find((line) => line.path === path);
  if (change) return <Answer text={change.new} state={change.new_state} />;
  const line = record.lines.find((one) => one.path === path);
  return line ? <Answer text={line.answer} state={line.state} /> : null;
}

export function Contradiction({ row, record }: { row: QueueRow; record: OpenedRecord }) {
  const others = useSignal<Side[]>([]);
  const tag = language.value;
  useEffect(
    () =>
      void attempt(async () => {
        const opened: Side[] = [];
        for (const reference of row.contradicts) {
          const fetched = await fetchRecord(reference);
          if (fetched) opened.push({ row: fetched.row, record: await open(fetched, tag) });
        }
        others.value = opened;
      }),
    [row.record.digest, tag],
  );
  const sides = [{ row, record }, ...others.value];
  return (
    <section class="card" aria-labelledby="contradicts-title">
      <h2 id="contradicts-title">{word("contradicts-title")}</h2>
      <p>{word("contradicts-text")}</p>
      <div class="sides">
        {sides.map((side) => (
          <div class="side" key={side.record.record.digest}>
            <h3>{word(side.row === row ? "contradicts-this" : "mark-correction")}</h3>
            <p class="quiet">
              {side.record.worker} · {day(side.row.received)}
            </p>
            <dl class="answers">
              {changed(sides).map(({ path, label }) => (
                <div key={path}>
                  <dt class="quiet">{label}</dt>
                  <dd>
                    <Said record={side.record} path={path} />
                  </dd>
                </div>
              ))}
            </dl>
            {side.row === row ? null : (
              <Link to={`/check-ins/${side.row.record.id}/${side.row.record.digest}`}>{word("contradicts-other")}</Link>
            )}
          </div>
        ))}
      </div>
      {row.contradicts.filter((reference) => !find(reference)).map((reference) => (
        <p class="quiet" key={reference.digest}>
          {word("changes-unknown")}
        </p>
      ))}
    </section>
  );
}
