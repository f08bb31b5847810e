// A line over the reporting periods. Zero is shown, the line is labelled directly, hidden figures are hatched gaps, and
// the number of persons behind each point stands under it. The table beside it says the same in words.
import { useId } from "preact/hooks";
import { number, word } from "../words";
import { Hatching } from "./hatching";
import { drawn, hidden, type Point, type Series } from "./series";
import { percent, periodShort } from "./words";

interface ChartProps {
  title: string;
  series: Series;
  /** Drawn thin behind it, to compare with. */
  behind?: Series | undefined;
  wide: boolean;
}

/** Whether the page is too narrow for the wide picture. */
const narrow = matchMedia("(max-width: 640px)");

const LEFT = 44;
const RIGHT = 20;
const TOP = 26;
const BOTTOM = 78;

interface Frame {
  x(at: number): number;
  y(perMille: number): number;
}

/** Lines break where a figure is missing, so no line runs through a gap. */
function runs(points: Point[], frame: Frame): string[] {
  const found: string[][] = [[]];
  points.forEach((point, at) => {
    if (drawn(point)) found.at(-1)?.push(`${frame.x(at)},${frame.y(point.perMille)}`);
    else found.push([]);
  });
  return found.filter((run) => run.length > 1).map((run) => run.join(" "));
}

function Line({ points, frame, name }: { points: Point[]; frame: Frame; name: string }) {
  return (
    <g class={name}>
      {runs(points, frame).map((run) => (
        <polyline key={run} points={run} fill="none" />
      ))}
      {points.map((point, at) =>
        drawn(point) ? <circle key={at} cx={frame.x(at)} cy={frame.y(point.perMille)} r={name === "line" ? 4 : 2.5} /> : null,
      )}
    </g>
  );
}

export function Chart({ title, series, behind, wide: roomy }: ChartProps) {
  const wide = roomy && !narrow.matches;
  const id = useId().replaceAll(":", "");
  const width = wide ? 680 : 330;
  const height = wide ? 300 : 230;
  const { points } = series;
  const step = (width - LEFT - RIGHT) / Math.max(points.length, 1);
  const frame: Frame = {
    x: (at) => LEFT + step * (at + 0.5),
    y: (perMille) => TOP + (height - TOP - BOTTOM) * (1 - perMille / 1000),
  };
  const floor = frame.y(0);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={word("chart-label", { title })}>
      <Hatching id={id} />
      {[0, 500, 1000].map((line) => (
        <g key={line} class={line === 0 ? "zero" : "grid"}>
          <line x1={LEFT} x2={width - RIGHT} y1={frame.y(line)} y2={frame.y(line)} />
          <text x={LEFT - 8} y={frame.y(line) + 4} text-anchor="end">
            {percent(line)}
          </text>
        </g>
      ))}
      {points.map((point, at) =>
        hidden(point) ? (
          <rect key={at} x={frame.x(at) - step * 0.4} y={TOP} width={step * 0.8} height={floor - TOP} fill={`url(#${id})`} class="hatched" />
        ) : null,
      )}
      {behind ? <Line points={behind.points} frame={frame} name="behind" /> : null}
      <Line points={points} frame={frame} name="line" />
      {points.map((point, at) => {
        const [first, last] = periodShort(point.period);
        return (
          <g key={at} class="axis" text-anchor="middle">
            {drawn(point) ? (
              <text class="value" x={frame.x(at)} y={Math.max(frame.y(point.perMille) - 10, 14)}>
                {percent(point.perMille)}
              </text>
            ) : null}
            <text x={frame.x(at)} y={floor + 20}>
              {first}
            </text>
            <text x={frame.x(at)} y={floor + 36}>
              {last}
            </text>
            <text class="behind-count" x={frame.x(at)} y={floor + 60}>
              {typeof point.d === "number" ? word("chart-of", { n: number(point.d) }) : point.d === "hidden" ? "" : "–"}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
