// A row of choices of which one is chosen.
import { number } from "../words";

interface TabsProps {
  label: string;
  names: { name: string; count?: number }[];
  chosen: number;
  onChoose(at: number): void;
}

export function Tabs({ label, names, chosen, onChoose }: TabsProps) {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {names.map(({ name, count }, at) => (
        <button key={name} type="button" aria-pressed={at === chosen} onClick={() => onChoose(at)}>
          {name}
          {count === undefined ? null : <span class="count"> {number(count)}</span>}
        </button>
      ))}
    </div>
  );
}
