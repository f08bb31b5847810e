// Form fields with their labels.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface Labelled {
  label: string;
  hint?: string | undefined;
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
  const id = useId();
  const same = {
    id,
    value,
    required: required ?? false,
    autocomplete: fill ?? "off",
    autocapitalize: "off",
    spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value),
    ...(name ? { name } : {}),
    ...(longest ? { maxLength: longest } : {}),
    ...(hint ? { "aria-describedby": `${id}-hint` } : {}),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {type === "date" ? (
        <input type="date" {...same} />
      ) : type === "password" ? (
        <input type="password" {...same} />
      ) : (
        <input type="text" {...same} />
      )}
    </div>
  );
}

interface AreaProps extends Labelled {
  value: string;
  onText(text: string): void;
  required?: boolean;
  focus?: boolean;
}

export function LongField({ label, hint, value, onText, required, focus }: AreaProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <textarea
        id={id}
        rows={3}
        required={required ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        ref={(place) => {
          if (focus && place && !place.dataset["seen"]) {
            place.dataset["seen"] = "yes";
            place.focus();
          }
        }}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
  );
}

interface SelectProps extends Labelled {
  value: string;
  onPick(value: string): void;
  required?: boolean;
  children: ComponentChildren;
}

export function SelectField({ label, hint, value, onPick, required, children }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <select
        id={id}
        value={value}
        required={required ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {children}
      </select>
    </div>
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
