// One answer, or in quiet words why there is none. The three reasons are told apart by words and by a mark.
import { day, word } from "../words";

/** Numbers of the answer states. */
export const Said = { answered: 0, prefersNot: 1, skipped: 2, notAsked: 3 };

const WORDS = ["", "answer-prefers-not", "answer-skipped", "answer-not-asked"];
/** A date stands in an answer as `2026-03-14`. */
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MARKS = ["", "◦", "–", "·"];

export function Answer({ text, state }: { text: string; state: number }) {
  if (state === Said.answered) return <span class="answer">{DATE.test(text) ? day(text) : text}</span>;
  return (
    <span class="answer none">
      <span aria-hidden="true">{MARKS[state]} </span>
      {word(WORDS[state] ?? "answer-skipped")}
    </span>
  );
}
