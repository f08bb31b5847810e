// The state of a check-in, in words and with a mark: never a colour alone, and never about the person.
import { word } from "../words";

/** Numbers of the review states. */
export const State = { received: 0, read: 1, agreed: 2, closed: 3, returned: 4, accepted: 5 };

const KEYS = ["state-received", "state-read", "state-agreed", "state-closed", "state-returned", "state-accepted"];

/** Where the review stands. Accepting a flagged check-in lets it count and moves nothing else. */
export const standing = (states: { state: number }[]): number =>
  states.findLast(({ state }) => state !== State.accepted)?.state ?? State.received;

export const stateWord = (state: number): string => word(KEYS[state] ?? "state-received");

export function StateMark({ state }: { state: number }) {
  return (
    <span class={`state state-${state}`}>
      <span class="dot" aria-hidden="true" />
      {stateWord(state)}
    </span>
  );
}
