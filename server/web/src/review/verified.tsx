// From whom a check-in is, in which form, and that this browser checked the signature itself.
import type { OpenedRecord } from "../desk/shapes";
import { moment, word } from "../words";
import { Unproven } from "./unproven";
import { standing, StateMark } from "./state";

export function Verified({ record }: { record: OpenedRecord }) {
  const state = standing(record.states);
  return (
    <div class="verified">
      <p>
        {record.form_title} <span class="quiet">· {moment(record.received)}</span>
      </p>
      <p>
        {record.worker} <span class="quiet">· {record.organisation}</span>
      </p>
      <p class="marks">
        <StateMark state={state} />
        <span class="checked">
          <span aria-hidden="true">✓ </span>
          {word("record-verified")}
        </span>
      </p>
      {record.seen === "unproven" ? <Unproven /> : null}
    </div>
  );
}
