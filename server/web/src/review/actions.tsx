// What an officer can do next. One of it is the primary action: while there are comments, sending it back; else the
// next state on the way received, read, action agreed, closed.
import { useSignal } from "@preact/signals";
import { desk } from "../desk/desk";
import type { OpenedRecord, Opaque } from "../desk/shapes";
import { LongField } from "../parts/field";
import { post } from "../server";
import { attempt, done } from "../session/tell";
import { word } from "../words";
import { load } from "./caseload";
import type { Fetched } from "./opening";
import type { Comments } from "./record";
import { standing, State } from "./state";

interface ActionsProps {
  held: Fetched;
  record: OpenedRecord;
  /** It does not count until somebody accepts it. */
  flagged: boolean;
  comments: Comments;
  onDone(): Promise<void>;
}

interface Action {
  state: number;
  key: string;
  done: string;
}

const ACCEPT: Action = { state: State.accepted, key: "action-accept", done: "done-accepted" };
const READ: Action = { state: State.read, key: "action-read", done: "done-read" };
const AGREE: Action = { state: State.agreed, key: "action-agree", done: "done-agreed" };
const CLOSE: Action = { state: State.closed, key: "action-close", done: "done-closed" };

/** The actions in a state, the usual next one first. */
function actions(state: number, flagged: boolean): Action[] {
  if (flagged) return [ACCEPT];
  if (state === State.received || state === State.accepted) return [READ, AGREE];
  if (state === State.read) return [AGREE, CLOSE];
  if (state === State.agreed) return [CLOSE, AGREE];
  return [];
}

export function Actions({ held, record, flagged, comments, onDone }: ActionsProps) {
  const note = useSignal("");
  const busy = useSignal(false);
  const lacking = useSignal(false);
  const state = standing(record.states);
  const at = `records/${record.record.id}/${record.record.digest}`;
  const returning = Object.keys(comments).length > 0;
  const written = Object.entries(comments).filter(([, text]) => text.trim() !== "");

  const run = async (work: () => Promise<void>, sentence: string): Promise<void> => {
    busy.value = true;
    const well = await attempt(async () => {
      await work();
      await load();
      await onDone();
    });
    busy.value = false;
    if (!well) return;
    note.value = "";
    done(word(sentence));
    scrollTo(0, 0);
  };

  const change = (action: Action): void => {
    lacking.value = action.state === State.agreed && note.value.trim() === "";
    if (lacking.value) return;
    void run(async () => {
      const body = await desk<Opaque>("state", {
        answer: held.answer,
        state: action.state,
        note: note.value.trim() || null,
      });
      await post(`${at}/states`, body);
    }, action.done);
  };

  const sendBack = (): void =>
    void run(async () => {
      const body = await desk<Opaque>("return", {
        answer: held.answer,
        comments: written.map(([path, text]) => ({ path, text })),
      });
      await post(`${at}/returns`, body);
    }, "done-returned");

  if (state === State.returned) return <p class="next quiet">{word("next-returned")}</p>;
  const possible = actions(state, flagged);
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title">{word("next-title")}</h2>
      {returning ? (
        <>
          <p>{word("return-text", { n: written.length })}</p>
          <div class="buttons">
            <button type="button" class="primary" disabled={busy.value || written.length === 0} onClick={sendBack}>
              {word("action-return")}
            </button>
          </div>
        </>
      ) : (
        <>
          {possible.length === 0 ? <p class="quiet">{word("next-closed")}</p> : null}
          {possible.length > 0 ? (
            <LongField
              label={word("note-label")}
              hint={word("note-hint")}
              value={note.value}
              onText={(text) => (note.value = text)}
            />
          ) : null}
          {lacking.value ? (
            <p class="notice error" role="alert">
              {word("note-needed")}
            </p>
          ) : null}
          <div class="buttons">
            {possible.map((action, index) => (
              <button
                type="button"
                key={action.key}
                class={index === 0 ? "primary" : ""}
                disabled={busy.value}
                onClick={() => change(action)}
              >
                {word(action.key)}
              </button>
            ))}
          </div>
          <p class="quiet small">{word("return-how")}</p>
        </>
      )}
    </section>
  );
}
