// The supervisor's check of the directory: this browser computes the whole log anew and compares it with the head.
import { useSignal } from "@preact/signals";
import { desk } from "../desk/desk";
import type { Opaque } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { Waiting } from "../parts/waiting";
import { get } from "../server";
import { refresh } from "../session/session";
import { attempt } from "../session/tell";
import { moment, number, word } from "../words";

interface LogPage {
  statements: Opaque[];
  head: string | null;
}

interface Result {
  statements: number;
  matches: boolean;
  time: number;
}

async function wholeLog(progress: (count: number) => void): Promise<LogPage> {
  const statements: Opaque[] = [];
  for (;;) {
    const page = await get<LogPage>(`directory/log?after=${statements.length}`);
    statements.push(...page.statements);
    progress(statements.length);
    if (page.head !== null) return { statements, head: page.head };
    if (page.statements.length === 0) return { statements, head: null };
  }
}

export function Check() {
  const busy = useSignal(false);
  const count = useSignal(0);
  const result = useSignal<Result | undefined>(undefined);

  const check = async (): Promise<void> => {
    busy.value = true;
    result.value = undefined;
    await attempt(async () => {
      await refresh();
      const log = await wholeLog((so_far) => (count.value = so_far));
      const answer = await desk<{ statements: number; matches: boolean }>("directory-recompute", { log });
      result.value = { ...answer, time: Math.floor(Date.now() / 1000) };
    });
    busy.value = false;
  };

  const found = result.value;
  return (
    <>
      <Heading title={word("check-title")} />
      <p>{word("check-text")}</p>
      <button type="button" class="primary" disabled={busy.value} onClick={() => void check()}>
        {word("check-button")}
      </button>
      {busy.value ? <Waiting text={word("check-waiting", { n: count.value })} /> : null}
      <div aria-live="polite">
        {found ? (
          <div class={found.matches ? "notice done" : "notice error"}>
            <p>
              <strong>{word(found.matches ? "check-matches" : "check-differs")}</strong>{" "}
              {word("check-statements", { n: number(found.statements) })} <span class="quiet nowrap">{moment(found.time)}</span>
            </p>
          </div>
        ) : null}
      </div>
    </>
  );
}
