// One indicator: what it counts, how to split it, its lines and its table.
import { useSignal } from "@preact/signals";
import { Tabs } from "../review/tabs";
import { word } from "../words";
import { Chart } from "./chart";
import { Figures } from "./figures";
import { hidden, type Indicator, type Period } from "./series";
import { definitionWords, indicatorName, memberName } from "./words";

export function IndicatorSection({ indicator, periods }: { indicator: Indicator; periods: Period[] }) {
  const chosen = useSignal(0);
  const { definition, splits } = indicator;
  const split = splits[chosen.value] ?? splits[0];
  const name = indicatorName(definition.id, definition.name);
  const key = definition.id.toLowerCase();
  if (!split) return null;
  const whole = splits.find((one) => one.kind === "all")?.series[0];
  const meaning = definitionWords(definition);
  const single = split.series.length === 1;
  return (
    <section class="indicator" id={key} aria-labelledby={`${key}-title`}>
      <h2 id={`${key}-title`}>
        {name} <span class="code">{definition.id}</span>
      </h2>
      <p class="quiet">
        <span lang={meaning.english ? "en" : undefined}>
          {meaning.counts} / {meaning.among}
        </span>
        {definition.class === "restricted" ? ` · ${word("restricted")}` : ""}
      </p>
      {splits.length > 1 ? (
        <Tabs
          label={word("split-label", { title: name })}
          names={splits.map((one) => ({ name: word(`split-${one.kind}`) }))}
          chosen={chosen.value}
          onChoose={(at) => (chosen.value = at)}
        />
      ) : null}
      <div class={single ? "charts single" : "charts"}>
        {split.series.map((series) => {
          const member = memberName(split.kind, series.member);
          return (
            <figure key={series.member}>
              {single ? null : <figcaption>{member}</figcaption>}
              <Chart
                title={single ? name : `${name}, ${member}`}
                series={series}
                behind={series.member === "*" ? undefined : whole}
                wide={single}
              />
            </figure>
          );
        })}
      </div>
      {single || !whole ? null : (
        <p class="quiet small">
          <span class="behind-line" aria-hidden="true" /> {word("behind-key")}
        </p>
      )}
      {split.series.some((series) => series.points.some(hidden)) ? (
        <p class="quiet small">
          <span class="hatched-key" aria-hidden="true" /> {word("hidden")}
        </p>
      ) : null}
      <Figures title={name} split={split} periods={periods} />
    </section>
  );
}
