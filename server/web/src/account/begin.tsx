// The code of the invitation and the name to sign in with. A link brings the code behind its "#", which no server sees.
import { useSignal } from "@preact/signals";
import { TextField } from "../parts/field";
import { Waiting } from "../parts/waiting";
import { word } from "../words";

export function Begin({ onBegin }: { onBegin(code: string, name: string): Promise<void> }) {
  const code = useSignal(decodeURIComponent(location.hash.slice(1)).replaceAll("-", " "));
  const name = useSignal("");
  const busy = useSignal(false);
  const begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    await onBegin(code.value.trim(), name.value.trim());
    busy.value = false;
  };
  return (
    <>
      <p>{word("account-text")}</p>
      <form onSubmit={(event) => void begin(event)}>
        <TextField
          label={word("account-code")}
          hint={word("account-code-hint")}
          required
          value={code.value}
          onText={(text) => (code.value = text)}
        />
        <TextField
          label={word("sign-in-name")}
          hint={word("account-name-hint")}
          name="username"
          fill="username"
          required
          longest={80}
          value={name.value}
          onText={(text) => (name.value = text)}
        />
        <button type="submit" class="primary" disabled={busy.value}>
          {word("account-make")}
        </button>
        {busy.value ? <Waiting text={word("account-making")} /> : null}
      </form>
    </>
  );
}
