// The table behind a chart: n of d and the percentage, as the release has them.
import type { Figure } from "../desk/shapes";
import { number, word } from "../words";
import { Hidden } from "./hatching";
import { type Period, type Point, type Split } from "./series";
import { memberName, percent, periodName } from "./words";

function Number({ figure }: { figure: Figure | undefined }) {
  if (figure === undefined) return <span class="quiet">–</span>;
  return figure === "hidden" ? <Hidden /> : <>{number(figure)}</>;
}

function Count({ point }: { point: Point }) {
  if (point.n === undefined && point.d === undefined) return <span class="quiet">–</span>;
  if (point.n === "hidden" && point.d === "hidden") return <Hidden />;
  return (
    <>
      {point.perMille === undefined ? null : <span class="share">{percent(point.perMille)} </span>}
      <span class={point.perMille === undefined ? "" : "quiet"}>
        <Number figure={point.n} /> {word("of")} <Number figure={point.d} />
      </span>
    </>
  );
}

interface FiguresProps {
  title: string;
  split: Split;
  periods: Period[];
}

export function Figures({ title, split, periods }: FiguresProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={word("table-label", { title })}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{word(`split-${split.kind}`)}</th>
            {periods.map((period) => (
              <th scope="col" key={period.id}>
                {periodName(period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {split.series.map((series) => (
            <tr key={series.member}>
              <th scope="row">{memberName(split.kind, series.member)}</th>
              {series.points.map((point) => (
                <td key={point.period.id}>
                  <Count point={point} />
                </td>
              ))}
            </tr>
          ))}
          <tr class="not-said">
            <th scope="row">{word("did-not-say")}</th>
            {split.notSaid.map((figure, at) => (
              <td key={at}>
                <Number figure={figure} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
