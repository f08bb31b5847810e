// Form fields with their labels.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Labelled {
  label: string;
  hint?: string | undefined;
}

/** What ties a field to its label and its hint. */
interface Tied {
  id: string;
  "aria-describedby"?: string;
}

/** A label, its hint, and the field that they are about. */
function Field({ label, hint, children }: Labelled & { children(tied: Tied): ComponentChildren }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children({ id, ...(hint ? { "aria-describedby": `${id}-hint` } : {}) })}
    </div>
  );
}

interface TextProps extends Labelled {
  value: string;
  onText(text: string): void;
  type?: "text" | "password" | "date";
  name?: string;
  required?: boolean;
  /** What the browser may fill in. */
  fill?: "username" | "current-password" | "off";
  longest?: number;
}

export function TextField({ label, hint, value, onText, type, name, required, fill, longest }: TextProps) {
  const same = {
    value,
    required: required ?? false,
    autocomplete: fill ?? "off",
    autocapitalize: "off",
    spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value),
    ...(name ? { name } : {}),
    ...(longest ? { maxLength: longest } : {}),
  } as const;
  return (
    <Field label={label} hint={hint}>
      {(tied) =>
        type === "date" ? (
          <input type="date" {...tied} {...same} />
        ) : type === "password" ? (
          <input type="password" {...tied} {...same} />
        ) : (
          <input type="text" {...tied} {...same} />
        )
      }
    </Field>
  );
}

interface AreaProps extends Labelled {
  value: string;
  onText(text: string): void;
  required?: boolean;
  focus?: boolean;
}

export function LongField({ label, hint, value, onText, required, focus }: AreaProps) {
  return (
    <Field label={label} hint={hint}>
      {(tied) => (
        <textarea
          {...tied}
          rows={3}
          required={required ?? false}
          ref={(place) => {
            if (focus && place && !place.dataset["seen"]) {
              place.dataset["seen"] = "yes";
              place.focus();
            }
          }}
          value={value}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps extends Labelled {
  value: string;
  onPick(value: string): void;
  required?: boolean;
  children: ComponentChildren;
}

export function SelectField({ label, hint, value, onPick, required, children }: SelectProps) {
  return (
    <Field label={label} hint={hint}>
      {(tied) => (
        <select
          {...tied}
          value={value}
          required={required ?? false}
          onChange={(event) => onPick(event.currentTarget.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}

interface SeveralProps extends Labelled {
  choices: { id: string; name: string }[];
  picked: string[];
  onPick(picked: string[]): void;
}

/** Several of a list. */
export function SeveralField({ label, hint, choices, picked, onPick }: SeveralProps) {
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {hint ? <p class="hint">{hint}</p> : null}
      {choices.map((choice) => (
        <label class="check" key={choice.id}>
          <input
            type="checkbox"
            checked={picked.includes(choice.id)}
            onChange={(event) =>
              onPick(
                event.currentTarget.checked ? [...picked, choice.id] : picked.filter((id) => id !== choice.id),
              )
            }
          />
          <span>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
