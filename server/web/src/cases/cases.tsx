// The officer's cases, by reference. Names are nowhere: a case is its reference.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { CaseRow } from "../desk/shapes";
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { Waiting } from "../parts/waiting";
import { areaName, cases, load, nameAreas } from "../review/caseload";
import { attempt } from "../session/tell";
import { coded, day, language, languages, word } from "../words";

const PAGE = 60;
const spoken = (tag: string): string => languages.find(([name]) => name === tag)?.[1] ?? tag;

type Unreadable = CaseRow["unreadable"][number];

/** Whether the same was not said before: many fields are often unreadable for one reason. */
const once = (one: Unreadable, at: number, all: Unreadable[]): boolean =>
  all.findIndex(({ epoch, code }) => epoch === one.epoch && code === one.code) === at;

/** Name of a field, by its number. */
const fieldName = (field: number): string => coded("case-field", String(field));

function Row({ row }: { row: CaseRow }) {
  return (
    <li class="case">
      <h2 class="reference">{row.reference || word("case-unreadable")}</h2>
      <dl class="facts">
        <div>
          <dt>{word("case-area")}</dt>
          <dd>{areaName(row.area)}</dd>
        </div>
        <div>
          <dt>{word("case-release")}</dt>
          <dd>{day(row.release_date)}</dd>
        </div>
        <div>
          <dt>{word("case-language")}</dt>
          <dd>{spoken(row.language)}</dd>
        </div>
        <div>
          <dt>{word("case-team")}</dt>
          <dd>{row.members.join(", ")}</dd>
        </div>
        <div>
          <dt>{word("case-worker")}</dt>
          <dd>{[...new Set(row.writers)].map((name) => name || word("case-unknown-phone")).join(", ")}</dd>
        </div>
      </dl>
      {row.conflicts.length > 0 ? (
        <p class="notice attention">{word("case-conflict", { fields: row.conflicts.map(fieldName).join(", ") })}</p>
      ) : null}
      {row.unreadable.filter(once).map(({ what, epoch, code }, at) => (
        <p class="notice attention" key={at}>
          {word(`case-unreadable-${what}`, { n: epoch ?? 0 })} {word(code.toLowerCase())}{" "}
          <span class="code">({code})</span>
        </p>
      ))}
      {row.unproven.length > 0 ? (
        <p class="quiet small">
          {row.unproven.map(fieldName).join(", ")}: {word("unproven")}
        </p>
      ) : null}
    </li>
  );
}

export function Cases() {
  const sought = useSignal("");
  const most = useSignal(PAGE);
  useEffect(() => {
    if (!cases.value) void attempt(load);
  }, []);
  const tag = language.value;
  useEffect(() => {
    if (cases.value) void attempt(nameAreas);
  }, [tag]);
  const rows = cases.value;
  const letters = sought.value.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const found = (rows ?? []).filter((row) => row.reference.replace("-", "").includes(letters));
  return (
    <>
      <Heading title={word("cases-title")}>
        <Link to="/cases/new" class="button primary">
          {word("case-new")}
        </Link>
      </Heading>
      {rows ? (
        <>
          <label class="search">
            <span>{word("cases-search")}</span>
            <input
              type="search"
              autocomplete="off"
              value={sought.value}
              onInput={(event) => (sought.value = event.currentTarget.value)}
            />
          </label>
          <p class="quiet" role="status">
            {word("cases-count", { n: found.length })}
          </p>
          <ul class="cases">
            {found.slice(0, most.value).map((row) => (
              <Row key={row.tag} row={row} />
            ))}
          </ul>
          {found.length > most.value ? (
            <button type="button" onClick={() => (most.value += PAGE)}>
              {word("button-more", { n: found.length - most.value })}
            </button>
          ) : null}
        </>
      ) : (
        <Waiting text={word("queue-opening")} />
      )}
    </>
  );
}
