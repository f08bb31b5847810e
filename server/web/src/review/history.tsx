// What happened with a check-in: signed changes of its state, and the notes of the case team.
import type { OpenedRecord } from "../desk/shapes";
import { moment, word } from "../words";
import { stateWord } from "./state";

interface Event {
  time: number;
  author: string;
  what: string;
  text?: string;
}

export function History({ record }: { record: OpenedRecord }) {
  const events: Event[] = [
    ...record.states.map(({ state, author, time }) => ({ time, author, what: stateWord(state) })),
    ...record.notes.map(({ author, time, text }) => ({ time, author, what: word("history-note"), text })),
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
          </li>
        ))}
      </ol>
    </section>
  );
}
