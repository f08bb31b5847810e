// What went wrong or what was done, read aloud when it appears.
import { evidence } from "../session/memory";
import { told } from "../session/tell";
import { word } from "../words";

function Evidence() {
  const kept = evidence();
  if (!kept) return null;
  const href = `data:application/json,${encodeURIComponent(JSON.stringify(kept))}`;
  return (
    <a href={href} download="homeward-evidence.json">
      {word("evidence-save")}
    </a>
  );
}

export function Notice() {
  const said = told.value;
  return (
    <div class="notices" aria-live={said?.kind === "error" ? "assertive" : "polite"}>
      {said ? (
        <div class={`notice ${said.kind}`}>
          <p>
            <strong>{said.sentence}</strong> {said.remedy} {said.code ? <span class="code">({said.code})</span> : null}
          </p>
          {said.code === "HW-705" || said.code === "HW-713" ? <Evidence /> : null}
          <button type="button" class="plain" onClick={() => (told.value = undefined)}>
            {word("button-close")}
          </button>
        </div>
      ) : null}
    </div>
  );
}
