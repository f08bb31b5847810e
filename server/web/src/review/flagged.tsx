// Why a check-in does not count by itself, and who let it count.
import type { OpenedRecord } from "../desk/shapes";
import { moment, word } from "../words";
import { Unproven } from "./unproven";

/** Key of the sentence and of the mark in the list. */
export const FLAGS = {
  unknown_device: ["flag-unknown-device", "mark-unknown-device"],
  after_revocation: ["flag-after-revocation", "mark-set-aside"],
  not_a_writer: ["record-flagged", "mark-flagged"],
  server: ["flag-server", "mark-set-aside"],
} as const;

export function Flagged({ mark: { flag, accepted } }: { mark: Pick<OpenedRecord, "flag" | "accepted"> }) {
  if (!flag) return null;
  if (accepted)
    return (
      <div class="notice plain-notice">
        <p>{word("record-accepted", { author: accepted.author, time: moment(accepted.time) })}</p>
        {accepted.seen === "unproven" ? <Unproven /> : null}
      </div>
    );
  return <p class="notice attention">{word(FLAGS[flag][0])}</p>;
}
