// The institution that this browser trusts from now on, and the fingerprint to compare.
import type { Pinned } from "../desk/shapes";
import { word } from "../words";

const groups = (hex: string): string[] => hex.match(/.{1,4}/g) ?? [];

export function Fingerprint({ pinned }: { pinned: Pinned }) {
  return (
    <section class="card" aria-labelledby="trust-title">
      <h2 id="trust-title">{word("trust-title")}</h2>
      <p>{word("trust-text", { institution: pinned.institution })}</p>
      <p class="fingerprint" aria-label={word("trust-fingerprint")} role="group">
        {groups(pinned.genesis).map((group, at) => (
          <span key={at}>{group} </span>
        ))}
      </p>
    </section>
  );
}
