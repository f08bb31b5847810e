// A new case: who may read, whose phone may write, and what the case team needs to know. The browser makes the case's
// keys and its reference; nothing here is a name.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { desk } from "../desk/desk";
import type { Choice, Choices, Opaque } from "../desk/shapes";
import { SelectField, SeveralField, TextField } from "../parts/field";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { Waiting } from "../parts/waiting";
import { load } from "../review/caseload";
import { post } from "../server";
import { refresh } from "../session/session";
import { attempt } from "../session/tell";
import { language, languages, word } from "../words";
import { Made } from "./made";

const AGES = ["18-24", "25-34", "35-49", "50+"];
const SEXES = ["f", "m"];

/** By name, worker 9 before worker 10. */
const inOrder = (choices: Choice[] = []): Choice[] =>
  choices.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));

export function CaseNew() {
  const choices = useSignal<Choices | undefined>(undefined);
  const team = useSignal("");
  const members = useSignal<string[]>([]);
  const devices = useSignal<string[]>([]);
  const area = useSignal("");
  const release = useSignal("");
  const next = useSignal("");
  const spoken = useSignal<string>(language.value);
  const sex = useSignal("");
  const age = useSignal("");
  const busy = useSignal(false);
  const lacking = useSignal(false);
  const made = useSignal("");

  const tag = language.value;
  useEffect(() => {
    void attempt(async () => {
      if (!choices.value) await refresh();
      choices.value = await desk<Choices>("case-choices", { language: tag });
      if (!team.value) team.value = choices.value.teams[0]?.id ?? "";
    });
  }, [tag]);

  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    lacking.value = members.value.length === 0 || devices.value.length === 0;
    if (lacking.value || busy.value) return;
    busy.value = true;
    await attempt(async () => {
      const answer = await desk<{ reference: string; body: Opaque }>("case-new", {
        team: team.value,
        members: members.value,
        devices: devices.value,
        reference: null,
        area: area.value,
        release_date: release.value,
        next_date: next.value || null,
        language: spoken.value,
        sex: sex.value || null,
        age_band: age.value || null,
      });
      await post("cases", answer.body);
      made.value = answer.reference;
      await load();
    });
    busy.value = false;
  };

  if (made.value) return <Made reference={made.value} />;
  const offered = choices.value;
  const chosen = offered?.teams.find((one) => one.id === team.value);
  return (
    <>
      <p class="crumb">
        <Link to="/cases">{word("cases-back")}</Link>
      </p>
      <Heading title={word("case-new")} />
      <p>{word("case-new-text")}</p>
      {!offered ? (
        <Waiting text={word("wait")} />
      ) : offered.teams.length === 0 ? (
        <p class="notice attention">{word("case-no-team")}</p>
      ) : (
        <form onSubmit={(event) => void create(event)}>
          <SelectField
            label={word("case-team")}
            value={team.value}
            required
            onPick={(id) => {
              team.value = id;
              members.value = [];
              devices.value = [];
            }}
          >
            {offered.teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
          <SeveralField
            label={word("case-members")}
            hint={word("case-members-hint")}
            choices={inOrder(chosen?.members)}
            picked={members.value}
            onPick={(picked) => (members.value = picked)}
          />
          <SeveralField
            label={word("case-devices")}
            choices={inOrder(chosen?.devices)}
            picked={devices.value}
            onPick={(picked) => (devices.value = picked)}
          />
          <SelectField label={word("case-area")} value={area.value} required onPick={(code) => (area.value = code)}>
            <option value="">{word("choose")}</option>
            {offered.areas.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={word("case-release")}
            type="date"
            required
            value={release.value}
            onText={(text) => (release.value = text)}
          />
          <TextField
            label={word("case-next")}
            type="date"
            value={next.value}
            onText={(text) => (next.value = text)}
          />
          <SelectField label={word("case-language")} value={spoken.value} onPick={(value) => (spoken.value = value)}>
            {languages.map(([code, name]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label={word("case-sex")} hint={word("case-counted-hint")} value={sex.value} onPick={(value) => (sex.value = value)}>
            <option value="">{word("not-recorded")}</option>
            {SEXES.map((value) => (
              <option key={value} value={value}>
                {word(`sex-${value}`)}
              </option>
            ))}
          </SelectField>
          <SelectField label={word("case-age")} value={age.value} onPick={(value) => (age.value = value)}>
            <option value="">{word("not-recorded")}</option>
            {AGES.map((value) => (
              <option key={value} value={value}>
                {value.replace("-", "–")}
              </option>
            ))}
          </SelectField>
          {lacking.value ? (
            <p class="notice error" role="alert">
              {word("case-lacking")}
            </p>
          ) : null}
          <button type="submit" class="primary" disabled={busy.value}>
            {word("case-create")}
          </button>
          {busy.value ? <Waiting text={word("case-creating")} /> : null}
        </form>
      )}
    </>
  );
}
