// One check-in, read: who wrote it, what changed, the answers, what was done, and what can be done.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { OpenedRecord } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { Waiting } from "../parts/waiting";
import { attempt } from "../session/tell";
import { language, word } from "../words";
import { Actions } from "./actions";
import { Answers } from "./answers";
import { Changes } from "./changes";
import { Contradiction } from "./contradiction";
import { Flagged } from "./flagged";
import { History } from "./history";
import { fetchRecord, newer, open, type Fetched } from "./opening";
import { standing, State } from "./state";
import { Verified } from "./verified";

export function Record({ id, digest }: { id: string; digest: string }) {
  const fetched = useSignal<Fetched | undefined>(undefined);
  const opened = useSignal<OpenedRecord | undefined>(undefined);
  const missing = useSignal(false);
  const comments = useSignal<Comments>({});

  const fetchAll = (): Promise<boolean> =>
    attempt(async () => {
      const answer = await fetchRecord({ id, digest });
      missing.value = answer === undefined;
      if (!answer) return;
      opened.value = await open(answer, language.value);
      fetched.value = answer;
    });
  useEffect(() => void fetchAll(), [id, digest]);
  const tag = language.value;
  useEffect(() => {
    const held = fetched.value;
    if (held) void attempt(async () => void (opened.value = await open(held, tag)));
  }, [tag]);

  const record = opened.value;
  const held = fetched.value;
  if (missing.value)
    return (
      <>
        <Heading title={word("record-missing")} />
        <Link to="/check-ins">{word("record-back")}</Link>
      </>
    );
  if (!record || !held) return <Waiting text={word("record-opening")} />;
  const replacement = newer(record.record);
  // The list also knows what the server alone set aside.
  const mark = record.flag ? record : held.row;
  return (
    <article class="record">
      <p class="crumb">
        <Link to="/check-ins">{word("record-back")}</Link>
      </p>
      <Heading title={record.reference} />
      <Verified record={record} />
      {replacement ? (
        <p class="notice attention">
          {word("record-superseded")}{" "}
          <Link to={`/check-ins/${replacement.record.id}/${replacement.record.digest}`}>{word("record-newer")}</Link>
        </p>
      ) : null}
      <Flagged mark={mark} />
      {held.row.gap ? <p class="notice attention">{word("record-gap")}</p> : null}
      {record.refused > 0 ? <p class="notice error">{word("record-refused", { n: record.refused })}</p> : null}
      {held.row.contradicts.length > 0 ? <Contradiction row={held.row} record={record} /> : null}
      {record.replaces ? <Changes changes={record.changes} known={held.earlier !== undefined} /> : null}
      <Answers
        lines={record.lines}
        comments={comments.value}
        onComment={replacement || standing(record.states) === State.returned ? undefined : (next) => (comments.value = next)}
      />
      <History record={record} />
      {replacement ? null : (
        <Actions
          held={held}
          record={record}
          flagged={mark.flagged}
          comments={comments.value}
          onDone={async () => {
            comments.value = {};
            await fetchAll();
          }}
        />
      )}
    </article>
  );
}

/** Comments by the path of the question that they are about. */
export type Comments = { [path: string]: string };
