// The six languages, each under its own name.
import { language, languages, speak, word, type Language } from "../words";

export function LanguageSwitch() {
  return (
    <label class="language">
      <span class="unseen">{word("language-title")}</span>
      <select value={language.value} onChange={(event) => void speak(event.currentTarget.value as Language)}>
        {languages.map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
