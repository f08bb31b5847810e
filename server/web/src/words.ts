// The words of the pages: Fluent catalogues, which the build has read, loaded when their language is chosen.
import { signal } from "@preact/signals";

/** The six columns, each under its own name. */
export const languages = [
  ["en", "English"],
  ["sq", "Shqip"],
  ["bs", "Bosanski"],
  ["sr-Latn", "Srpski"],
  ["sr", "Српски"],
  ["mk", "Македонски"],
] as const;

export type Language = (typeof languages)[number][0];

export const language = signal<Language>("en");
const catalogue = signal<Record<string, Text>>({});

/** A text: pieces, places of values, and choices by a value. */
type Text = string | Piece[];
type Piece = string | { v: string } | { s: string; o: Record<string, Text>; d: string };
type Values = Record<string, string | number>;

function known(tag: string | null): Language | undefined {
  return languages.find(([name]) => name === tag)?.[0];
}

/** Which catalogues are loaded: that of every page, and those that a page asked for. */
const catalogues = new Set(["review"]);

/** Loads a language and shows the page in it. */
export async function speak(tag: Language): Promise<void> {
  const answers = await Promise.all([...catalogues].map((name) => fetch(`/words/${tag}/${name}.json`)));
  const loaded = (await Promise.all(answers.map((answer) => answer.json()))) as Record<string, Text>[];
  catalogue.value = Object.assign({}, ...loaded) as Record<string, Text>;
  language.value = tag;
  document.documentElement.lang = tag;
  localStorage.setItem("homeward.language", tag);
}

/** Loads the words of a page that not everybody opens. */
export async function alsoSpeak(catalogue: string): Promise<void> {
  if (catalogues.has(catalogue)) return;
  catalogues.add(catalogue);
  await speak(language.value);
}

/** The language chosen earlier, else the browser's, else English. */
export function preferred(): Language {
  const chosen = known(localStorage.getItem("homeward.language"));
  if (chosen) return chosen;
  for (const tag of navigator.languages) {
    const match = known(tag) ?? known(tag.split("-")[0] ?? null);
    if (match) return match;
  }
  return "en";
}

/** Whether there is a text under this key. */
export const has = (key: string): boolean => catalogue.value[key] !== undefined;

function said(text: Text, values: Values): string {
  if (typeof text === "string") return text;
  const pieces = text.map((piece) => {
    if (typeof piece === "string") return piece;
    if ("v" in piece) {
      const value = values[piece.v] ?? "";
      return typeof value === "number" ? number(value) : value;
    }
    return said(piece.o[String(values[piece.s])] ?? piece.o[piece.d] ?? "", values);
  });
  return pieces.join("");
}

/** One text. A key that is missing shows as itself, which a test looks for. */
export const word = (key: string, values: Values = {}): string => said(catalogue.value[key] ?? key, values);

/** A part of a text, such as the remedy of an error. */
export const part = (key: string, attribute: string): string => said(catalogue.value[`${key}.${attribute}`] ?? "", {});

/** The text of a coded value, or the code if there is none (a newer form has newer codes). */
export function coded(kind: string, value: string): string {
  const key = `${kind}-${value.replaceAll("_", "-").toLowerCase()}`;
  return has(key) ? word(key) : value;
}

// Browsers lack some of the six languages, so dates and numbers are written here, from the catalogue.

/** Name of a month as it stands in a date. `n` is 1 to 12. */
const month = (n: number): string => word("month", { n });

function dayOf(date: Date): string {
  return word("date-long", { day: String(date.getDate()), month: month(date.getMonth() + 1), year: String(date.getFullYear()) });
}

/** A day as people write it: from `2026-03-14` or Unix seconds. */
export function day(value: string | number): string {
  const date = typeof value === "number" ? new Date(value * 1000) : new Date(`${value}T12:00:00`);
  return Number.isNaN(date.getTime()) ? String(value) : dayOf(date);
}

/** A moment: day and time. */
export function moment(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  return word("date-time", { date: dayOf(date), time: `${two(date.getHours())}:${two(date.getMinutes())}` });
}

/** Month and year in short, from a day: `Nov 2025`. */
export function monthShort(value: string): [string, string] {
  const [year, n] = value.split("-");
  const name = month(Number(n));
  return [name.length > 4 ? name.slice(0, 3) : name, year ?? ""];
}

/** A number as people write it, with groups of three. */
export const number = (value: number): string =>
  String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, language.value === "en" ? "," : ".");
