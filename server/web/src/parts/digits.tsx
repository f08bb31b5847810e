// Six groups of five digits that two people compare aloud.
import { word } from "../words";

export function Digits({ groups }: { groups: string[] }) {
  return (
    <p class="digits" role="group" aria-label={word("compare-digits")}>
      {groups.map((group, at) => (
        <span key={at}>{group} </span>
      ))}
    </p>
  );
}
