// An invited colleague makes an account: code and name, the passphrase that is shown once, the digits to compare aloud,
// and then signing in. Invariant: nothing is sent before the passphrase is written down, and the passphrase never is.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Heading } from "../parts/heading";
import { pin } from "../session/session";
import { attempt } from "../session/tell";
import { word } from "../words";
import { Begin } from "./begin";
import { admit, make, resumed, type Made, type Waiting } from "./joining";
import { Passphrase } from "./passphrase";
import { Wait } from "./wait";

export function Account() {
  const genesis = useSignal("");
  const made = useSignal<Made | undefined>(undefined);
  const waiting = useSignal<Waiting | undefined>(resumed());

  useEffect(() => void attempt(async () => void (genesis.value = (await pin()).pinned.genesis)), []);

  const step = waiting.value ? 3 : made.value ? 2 : 1;
  return (
    <>
      <Heading title={word("account-title")} />
      <p class="quiet" role="status">
        {word("account-step", { n: step })}
      </p>
      {waiting.value ? (
        <Wait waiting={waiting.value} />
      ) : made.value ? (
        <Passphrase
          passphrase={made.value.passphrase}
          onWritten={async (): Promise<void> => {
            const ready = made.value;
            if (!ready) return;
            await attempt(async () => {
              waiting.value = await admit(genesis.value, ready);
              made.value = undefined;
            });
          }}
        />
      ) : (
        <Begin
          onBegin={async (code, name): Promise<void> => {
            await attempt(async () => void (made.value = await make(genesis.value, code, name)));
          }}
        />
      )}
    </>
  );
}
