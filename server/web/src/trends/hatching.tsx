// The one mark for what is hidden: a hatch, in charts and tables alike.
import { word } from "../words";

export function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="0" y1="0" x2="0" y2="8" />
      </pattern>
    </defs>
  );
}

/** In place of a figure. */
export function Hidden() {
  return (
    <span class="hidden-figure">
      <svg viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">
        <path class="hatch" d="M0 8 8 0M0 16 16 0M8 16 24 0M16 16 28 4M24 16 28 12" />
      </svg>
      <span class="unseen">{word("hidden")}</span>
    </span>
  );
}
