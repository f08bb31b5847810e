// To whom a new phone or account belongs: a worker who is known, or somebody new.
import { useSignal } from "@preact/signals";
import { SelectField, TextField } from "../parts/field";
import { Role } from "../session/session";
import { word } from "../words";
import { people } from "./people";

/** As `approve` of rust/web takes it. */
export interface Owner {
  worker: string | null;
  name: string | null;
  organisation: string | null;
  role: number | null;
  team: string | null;
}

interface BelongsProps {
  kind: "user" | "device";
  busy: boolean;
  onApprove(owner: Owner): void;
}

const ROLES = [Role.officer, Role.coordinator, Role.statistics, Role.author, Role.auditor];

export function Belongs({ kind, busy, onApprove }: BelongsProps) {
  const worker = useSignal("");
  const name = useSignal("");
  const organisation = useSignal("");
  const role = useSignal(String(Role.officer));
  const team = useSignal("");
  const known = people.value.people.filter((row) => row.role === Role.worker && !row.ended);
  const fresh = kind === "user" || worker.value === "new";

  const approve = (event: Event): void => {
    event.preventDefault();
    onApprove({
      worker: fresh ? null : worker.value,
      name: fresh ? name.value.trim() : null,
      organisation: fresh ? organisation.value.trim() : null,
      role: kind === "user" ? Number(role.value) : null,
      team: kind === "device" && fresh ? team.value || null : null,
    });
  };

  return (
    <form onSubmit={approve}>
      {kind === "device" ? (
        <SelectField label={word("belongs-worker")} required value={worker.value} onPick={(id) => (worker.value = id)}>
          <option value="">{word("choose")}</option>
          {known.map((row) => (
            <option key={row.id} value={row.id}>
              {row.name} · {row.organisation}
            </option>
          ))}
          <option value="new">{word("belongs-new")}</option>
        </SelectField>
      ) : (
        <SelectField label={word("belongs-role")} value={role.value} onPick={(value) => (role.value = value)}>
          {ROLES.map((number) => (
            <option key={number} value={String(number)}>
              {word(`role-${number}`)}
            </option>
          ))}
        </SelectField>
      )}
      {fresh ? (
        <>
          <TextField
            label={word("belongs-name")}
            required
            value={name.value}
            onText={(text) => (name.value = text)}
          />
          <TextField
            label={word("belongs-organisation")}
            required
            value={organisation.value}
            onText={(text) => (organisation.value = text)}
          />
        </>
      ) : null}
      {kind === "device" && fresh ? (
        <SelectField label={word("belongs-team")} value={team.value} onPick={(id) => (team.value = id)}>
          <option value="">{word("belongs-no-team")}</option>
          {people.value.teams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <button type="submit" class="primary" disabled={busy}>
        {word("approve-button")}
      </button>
    </form>
  );
}
