// The passphrase, shown once. To go on takes saying that it is written down.
import { useSignal } from "@preact/signals";
import { word } from "../words";

export function Passphrase({ passphrase, onWritten }: { passphrase: string; onWritten(): Promise<void> }) {
  const written = useSignal(false);
  const busy = useSignal(false);
  return (
    <section aria-labelledby="passphrase-title">
      <h2 id="passphrase-title">{word("passphrase-title")}</h2>
      <p>{word("passphrase-text")}</p>
      <ol class="passphrase" lang="zxx" translate={false}>
        {passphrase.split(" ").map((one, at) => (
          <li key={at}>{one}</li>
        ))}
      </ol>
      <label class="check">
        <input
          type="checkbox"
          checked={written.value}
          onChange={(event) => (written.value = event.currentTarget.checked)}
        />
        <span>{word("passphrase-written")}</span>
      </label>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          disabled={!written.value || busy.value}
          onClick={() => {
            busy.value = true;
            void onWritten().finally(() => (busy.value = false));
          }}
        >
          {word("passphrase-next")}
        </button>
      </div>
    </section>
  );
}
