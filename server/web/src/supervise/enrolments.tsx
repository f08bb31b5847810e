// Enrolling a phone or a colleague: invite, compare the digits aloud, approve.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Enrolment } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { get } from "../server";
import { attempt, trouble } from "../session/tell";
import { moment, word } from "../words";
import { Compare } from "./compare";
import { Invite } from "./invite";
import { loadPeople } from "./people";

const EVERY = 3000;

export function Enrolments() {
  const list = useSignal<Enrolment[]>([]);

  const fetchList = async (): Promise<void> => {
    list.value = await get<Enrolment[]>("enrolments");
  };
  useEffect(() => {
    void attempt(async () => {
      await loadPeople();
      await fetchList();
    });
    const timer = setInterval(() => fetchList().catch(trouble), EVERY);
    return () => clearInterval(timer);
  }, []);

  const waiting = list.value.filter((one) => one.state === "waiting");
  const invited = list.value.filter((one) => one.state === "invited");
  return (
    <>
      <Heading title={word("enrolments-title")} />
      <section aria-labelledby="waiting-title">
        <h2 id="waiting-title">{word("waiting-title")}</h2>
        <p class="quiet" role="status">
          {word("waiting-count", { n: waiting.length })}
        </p>
        {waiting.map((one) => (
          <Compare key={one.id} enrolment={one} onDone={fetchList} />
        ))}
      </section>
      <Invite open={[...waiting, ...invited]} onInvited={fetchList} />
      {invited.length > 0 ? (
        <section aria-labelledby="invited-title">
          <h2 id="invited-title">{word("invited-title")}</h2>
          <ul class="plain-list">
            {invited.map((one) => (
              <li key={one.id}>
                {one.label} <span class="quiet">· {word(`kind-${one.kind}`)} · {word("invited-until", { time: moment(one.expires) })}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
