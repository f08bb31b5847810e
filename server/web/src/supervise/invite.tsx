// An invitation: a picture to scan, a code to read aloud, and until when they hold. Both are shown once.
import { useSignal } from "@preact/signals";
import { office } from "../desk/office";
import type { Enrolment, Invitation } from "../desk/shapes";
import { SelectField, TextField } from "../parts/field";
import { post } from "../server";
import { institution } from "../session/session";
import { attempt } from "../session/tell";
import { moment, word } from "../words";

/** A phone scans a picture; a colleague opens a link, whose part behind "#" no server sees. */
function Shown({ invitation }: { invitation: Invitation }) {
  const phone = invitation.body.kind === "device";
  const picture = `data:image/svg+xml,${encodeURIComponent(invitation.svg)}`;
  const link = `${location.origin}/account#${invitation.typed.trim().split(/[\s-]+/).join("-")}`;
  return (
    <div class="card invitation">
      <h3>{word("invite-for", { label: invitation.body.label })}</h3>
      <div class="invitation-parts">
        {phone ? <img src={picture} alt={word("invite-picture")} width="240" height="240" /> : null}
        <div>
          <p>{word(phone ? "invite-typed" : "invite-link")}</p>
          {phone ? null : <p class="link-out">{link}</p>}
          {phone ? null : <p>{word("invite-link-typed")}</p>}
          <p class="address">{phone ? location.origin : `${location.origin}/account`}</p>
          <p class="large-code code-groups">
            {invitation.typed.split(/[\s-]+/).map((group, at) => (
              <span key={at}>{group} </span>
            ))}
          </p>
          <p class="quiet">{word("invited-until", { time: moment(invitation.body.expires) })}</p>
        </div>
      </div>
    </div>
  );
}

/** `open` are the invitations that can still become something: the card of one that was approved or ran out goes. */
export function Invite({ open, onInvited }: { open: Enrolment[]; onInvited(): Promise<void> }) {
  const kind = useSignal("device");
  const label = useSignal("");
  const shown = useSignal<(Invitation & { id: string }) | undefined>(undefined);
  const busy = useSignal(false);

  const invite = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    await attempt(async () => {
      const invitation = await office<Invitation>(institution.value?.genesis ?? "", "invite", {
        kind: kind.value,
        label: label.value.trim(),
        address: location.origin,
      });
      const { id } = await post<{ id: string }>("enrolments", invitation.body);
      shown.value = { ...invitation, id };
      label.value = "";
      await onInvited();
    });
    busy.value = false;
  };

  const card = open.some((one) => one.id === shown.value?.id) ? shown.value : undefined;
  return (
    <section aria-labelledby="invite-title">
      <h2 id="invite-title">{word("invite-title")}</h2>
      <p>{word("invite-text")}</p>
      <form onSubmit={(event) => void invite(event)}>
        <SelectField label={word("invite-kind")} value={kind.value} onPick={(value) => (kind.value = value)}>
          <option value="device">{word("kind-device")}</option>
          <option value="user">{word("kind-user")}</option>
        </SelectField>
        <TextField
          label={word("invite-label")}
          hint={word("invite-label-hint")}
          required
          longest={80}
          value={label.value}
          onText={(text) => (label.value = text)}
        />
        <button type="submit" class="primary" disabled={busy.value}>
          {word("invite-button")}
        </button>
      </form>
      <div aria-live="polite">{card ? <Shown invitation={card} /> : null}</div>
    </section>
  );
}
