// What a correction changed, since the version that was returned.
import type { ChangedLine } from "../desk/shapes";
import { word } from "../words";
import { Answer } from "./answer";

export function Changes({ changes, known }: { changes: ChangedLine[]; known: boolean }) {
  return (
    <section class="card changes" aria-labelledby="changes-title">
      <h2 id="changes-title">{word("changes-title")}</h2>
      {!known ? <p>{word("changes-unknown")}</p> : changes.length === 0 ? <p>{word("changes-none")}</p> : null}
      <dl class="answers">
        {changes.map((line) => (
          <div class="line" key={line.path}>
            <dt>{line.label}</dt>
            <dd>
              <span class="unseen">{word("changes-new")} </span>
              <Answer text={line.new} state={line.new_state} />
              <p class="was">
                {word("changes-old")} <Answer text={line.old} state={line.old_state} />
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
