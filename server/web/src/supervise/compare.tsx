// One client that waits: the digits to compare aloud, then who it belongs to, then the supervisor's signature.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { desk } from "../desk/desk";
import type { Enrolment } from "../desk/shapes";
import { Digits } from "../parts/digits";
import { post } from "../server";
import { attempt, done, trouble } from "../session/tell";
import { word } from "../words";
import { Belongs, type Owner } from "./belongs";
import { loadPeople } from "./people";

export function Compare({ enrolment, onDone }: { enrolment: Enrolment; onDone(): Promise<void> }) {
  const groups = useSignal<string[]>([]);
  const same = useSignal(false);
  const busy = useSignal(false);

  useEffect(() => {
    desk<{ groups: string[] }>("digits", { enrolment }).then((answer) => (groups.value = answer.groups), trouble);
  }, [enrolment.id]);

  const approve = async (owner: Owner): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const well = await attempt(async () => {
      const { statements } = await desk<{ statements: string[] }>("approve", {
        enrolment,
        digits: groups.value.join(" "),
        ...owner,
      });
      for (const statement of statements) await post("directory/statements", { statement });
      await loadPeople();
      await onDone();
    });
    busy.value = false;
    if (well) done(word("approve-done", { label: enrolment.label }));
  };

  return (
    <div class="card">
      <h3>
        {enrolment.label} <span class="quiet">· {word(`kind-${enrolment.kind}`)}</span>
      </h3>
      <p>{word("compare-text")}</p>
      <Digits groups={groups.value} />
      <label class="check">
        <input type="checkbox" checked={same.value} onChange={(event) => (same.value = event.currentTarget.checked)} />
        <span>{word("compare-same")}</span>
      </label>
      {same.value ? <Belongs kind={enrolment.kind} busy={busy.value} onApprove={(owner) => void approve(owner)} /> : null}
      <p class="quiet small">{word("compare-differ")}</p>
    </div>
  );
}
