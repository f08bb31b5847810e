// What surrounds every page: the way past the menu, the menu, the language, locking, and what there is to say.
import type { ComponentChildren } from "preact";
import { institution, leave, signed } from "../session/session";
import { go, path } from "../session/route";
import { word } from "../words";
import { LanguageSwitch } from "./language";
import { Notice } from "./notice";

export interface Place {
  path: string;
  /** Key of its name. */
  key: string;
}

function Menu({ places }: { places: Place[] }) {
  const current = places.find((place) => path.value.startsWith(place.path)) ?? places[0];
  if (places.length < 2) return null;
  return (
    <nav aria-label={word("nav-label")}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a
              href={place.path}
              aria-current={place === current ? "page" : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(place.path);
              }}
            >
              {word(place.key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Frame({ places, children }: { places: Place[]; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#main">
        {word("skip")}
      </a>
      <header class="top">
        <div class="top-row">
          <p class="mark">
            Homeward
            {signed.value && institution.value ? <span class="institution">{institution.value.institution}</span> : null}
          </p>
          <div class="top-tools">
            <LanguageSwitch />
            {signed.value ? (
              <button type="button" class="plain" onClick={() => leave()}>
                {word("lock")}
              </button>
            ) : null}
          </div>
        </div>
        <Menu places={places} />
      </header>
      <main id="main" tabIndex={-1}>
        <Notice />
        {children}
      </main>
    </>
  );
}
