// The digits that both sides read aloud, until the supervisor's signature is in the directory.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Digits } from "../parts/digits";
import { Link } from "../parts/link";
import { Waiting as Moving } from "../parts/waiting";
import { trouble } from "../session/tell";
import { word } from "../words";
import { ended, standing, type Waiting } from "./joining";

const EVERY = 3000;

export function Wait({ waiting }: { waiting: Waiting }) {
  const state = useSignal("waiting");

  useEffect(() => {
    const timer = setInterval(() => {
      if (state.value !== "waiting") return;
      standing(waiting).then((now) => {
        state.value = now;
        if (now !== "waiting") ended();
      }, trouble);
    }, EVERY);
    return () => clearInterval(timer);
  }, []);

  if (state.value === "enrolled")
    return (
      <div class="notice done" role="status">
        <p>
          <strong>{word("account-ready", { name: waiting.name })}</strong> {word("account-ready-text")}
        </p>
        <Link class="button primary" to="/">
          {word("sign-in-button")}
        </Link>
      </div>
    );
  if (state.value === "expired") return <p class="notice error">{word("account-expired")}</p>;
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">{word("account-compare-title")}</h2>
      <p>{word("account-compare")}</p>
      <Digits groups={waiting.groups} />
      <Moving text={word("account-waiting")} />
    </section>
  );
}
