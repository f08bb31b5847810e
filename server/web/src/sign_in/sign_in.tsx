// Signing in. At a browser's first visit it says whom this browser is about to trust.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Heading } from "../parts/heading";
import { TextField } from "../parts/field";
import { Link } from "../parts/link";
import { Waiting } from "../parts/waiting";
import { institution, lockedBy, pin, signIn } from "../session/session";
import { attempt, told } from "../session/tell";
import { word } from "../words";
import { Fingerprint } from "./fingerprint";

export function SignIn() {
  const user = useSignal("");
  const passphrase = useSignal("");
  const busy = useSignal(false);
  const first = useSignal(false);

  useEffect(() => {
    pin().then(
      (answer) => (first.value = answer.first),
      () => undefined, // said when somebody tries to sign in
    );
  }, []);

  const enter = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const words = passphrase.value;
    const well = await attempt(() => signIn(user.value.trim(), words));
    if (well) passphrase.value = "";
    busy.value = false;
  };

  return (
    <div class="sign-in">
      <Heading title={word("sign-in-title")} />
      {institution.value ? <p class="lead">{institution.value.institution}</p> : null}
      {lockedBy.value && !told.value ? (
        <p class="notice quietly">{word(lockedBy.value === "idle" ? "locked-idle" : "locked-over")}</p>
      ) : null}
      {first.value && institution.value ? <Fingerprint pinned={institution.value} /> : null}
      <form onSubmit={(event) => void enter(event)}>
        <TextField
          label={word("sign-in-name")}
          name="username"
          fill="username"
          required
          value={user.value}
          onText={(text) => (user.value = text)}
        />
        <TextField
          label={word("sign-in-passphrase")}
          hint={word("sign-in-passphrase-hint")}
          type="password"
          name="passphrase"
          fill="current-password"
          required
          value={passphrase.value}
          onText={(text) => (passphrase.value = text)}
        />
        <button type="submit" class="primary" disabled={busy.value}>
          {word("sign-in-button")}
        </button>
        {busy.value ? <Waiting text={word("sign-in-waiting")} /> : null}
      </form>
      <p class="small">
        <Link to="/account">{word("account-link")}</Link>
      </p>
      <p class="quiet small">{word("sign-in-where")}</p>
    </div>
  );
}
