// Regional trends, from releases that the statistics office signed. There is no way from here to a record.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { base64 } from "../desk/core";
import { office } from "../desk/office";
import type { Release } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { Waiting } from "../parts/waiting";
import { bytes, get } from "../server";
import { institution } from "../session/session";
import { attempt } from "../session/tell";
import { nameAreas } from "../review/caseload";
import { day, language, word } from "../words";
import { IndicatorSection } from "./indicator";
import { combine, type Trend } from "./series";
import { indicatorName, periodName } from "./words";

interface Listed {
  id: string;
  period: string;
  published: number;
}

async function read(id: string): Promise<Release> {
  return office<Release>(institution.value?.genesis ?? "", "release", { text: base64(await bytes(`releases/${id}`)) });
}

export function Trends() {
  const trend = useSignal<Trend | undefined>(undefined);
  const empty = useSignal(false);
  const newest = useSignal(0);

  useEffect(() => {
    void attempt(async () => {
      const { releases } = await get<{ releases: Listed[] }>("releases");
      empty.value = releases.length === 0;
      newest.value = releases.at(-1)?.published ?? 0;
      const read_all: Release[] = [];
      for (const listed of releases) read_all.push(await read(listed.id));
      trend.value = combine(read_all);
    });
  }, []);
  const tag = language.value;
  useEffect(() => void attempt(nameAreas), [tag]);

  const found = trend.value;
  const periods = found?.periods ?? [];
  const [first, last] = [periods[0], periods.at(-1)];
  return (
    <div class="wide">
      <Heading title={word("trends-title")} />
      {empty.value ? <p class="empty">{word("trends-empty")}</p> : null}
      {!found && !empty.value ? <Waiting text={word("trends-waiting")} /> : null}
      {found && first && last ? (
        <>
          <p>{word("trends-text", { first: periodName(first), last: periodName(last) })}</p>
          <p class="quiet">
            <span aria-hidden="true">✓ </span>
            {word("trends-signed", { date: day(newest.value) })}
          </p>
          <p class="quiet">{word("trends-rules", { k: found.k, restricted: found.kRestricted })}</p>
          <nav class="contents" aria-label={word("trends-contents")}>
            <ul>
              {found.indicators
                .filter(({ splits }) => splits.length > 0)
                .map(({ definition }) => (
                  <li key={definition.id}>
                    <a href={`#${definition.id.toLowerCase()}`}>{indicatorName(definition.id, definition.name)}</a>
                  </li>
                ))}
            </ul>
          </nav>
          {found.indicators.map((indicator) => (
            <IndicatorSection key={indicator.definition.id} indicator={indicator} periods={periods} />
          ))}
        </>
      ) : null}
    </div>
  );
}
