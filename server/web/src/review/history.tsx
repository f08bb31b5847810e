// What happened with a check-in: signed changes of its state, and the notes of the case team.
import type { OpenedRecord, Seen } from "../desk/shapes";
import { moment, word } from "../words";
import { stateWord } from "./state";
import { Unproven } from "./unproven";

interface Event {
  time: number;
  author: string;
  what: string;
  text?: string;
  seen: Seen | null;
}

export function History({ record }: { record: OpenedRecord }) {
  const events: Event[] = [
    ...record.states.map(({ state, author, time, seen }) => ({ time, author, what: stateWord(state), seen })),
    ...record.notes.map(({ author, time, text, seen }) => ({ time, author, what: word("history-note"), text, seen })),
  ].sort((a, b) => a.time - b.time);
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">{word("history-title")}</h2>
      <ol class="history">
        {events.map((event, at) => (
          <li key={at}>
            <p>
              <strong>{event.what}</strong> {event.author ? <span>· {event.author}</span> : null}{" "}
              <span class="quiet">· {moment(event.time)}</span>
            </p>
            {event.text ? <p class="note">{event.text}</p> : null}
            {event.seen === "unproven" ? <Unproven /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
