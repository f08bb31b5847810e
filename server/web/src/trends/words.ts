// Names of indicators, periods and members in the language of the page.
import { areaName } from "../review/caseload";
import { coded, has, monthShort, number, word } from "../words";
import type { Definition } from "../desk/shapes";
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
  const [[first, year], [last, lastYear]] = [monthShort(period.first), monthShort(period.last)];
  return year === lastYear ? `${first} – ${last} ${year}` : `${first} ${year} – ${last} ${lastYear}`;
}

/** Two short lines for an axis. */
export function periodShort(period: Period): [string, string] {
  const short = (day: string): string => {
    const [name, year] = monthShort(day);
    return `${name} ${year.slice(2)}`;
  };
  return [short(period.first), `– ${short(period.last)}`];
}

const ANSWERED: Record<string, string> = {
  "persons who answered": "among-answered",
  "persons asked in private who answered": "among-private",
};

/** Who is counted, and among whom. A release has it in English; what is new in it stays so. */
export function definitionWords(definition: Definition): { counts: string; among: string; english: boolean } {
  const key = definition.id.toLowerCase();
  const among = has(`among-${key}`) ? `among-${key}` : (ANSWERED[definition.denominator] ?? "");
  if (!has(`counts-${key}`) || !has(among))
    return { counts: definition.numerator, among: definition.denominator, english: true };
  return { counts: word(`counts-${key}`), among: word(among), english: false };
}

export const percent = (perMille: number): string => `${number(Math.round(perMille / 10))} %`;
