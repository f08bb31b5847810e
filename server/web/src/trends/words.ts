// Names of indicators, periods and members in the language of the page.
import { areaName } from "../review/caseload";
import { coded, has, language, number, word } from "../words";
import { ALL, type Period } from "./series";

export const indicatorName = (id: string, english: string): string => {
  const key = `indicator-${id.toLowerCase()}`;
  return has(key) ? word(key) : english;
};

export const memberName = (kind: string, member: string): string => {
  if (member === ALL) return word("split-all");
  if (member === "?") return word("not-recorded");
  return kind === "area" ? areaName(member) : coded(kind, member);
};

export function periodName(period: Period): string {
  const format = new Intl.DateTimeFormat(language.value, { month: "short", year: "numeric" });
  const [first, last] = [period.first, period.last].map((day) => new Date(`${day}T12:00:00`));
  return first && last ? format.formatRange(first, last) : period.id;
}

/** Two short lines for an axis. */
export function periodShort(period: Period): [string, string] {
  const format = new Intl.DateTimeFormat(language.value, { month: "short", year: "2-digit" });
  const text = (day: string): string => format.format(new Date(`${day}T12:00:00`));
  return [text(period.first), `– ${text(period.last)}`];
}

export const percent = (perMille: number): string => `${number(Math.round(perMille / 10))} %`;
