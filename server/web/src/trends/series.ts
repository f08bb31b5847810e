// From releases to lines: for each indicator and each way to split it, one series a member over the periods.
// Nothing is computed about a person here, and nothing that a release hides can come back: a hidden figure is a word.
import type { Cell, Definition, Figure, Release, Table } from "../desk/shapes";

export const ALL = "*";

export interface Period {
  id: string;
  first: string;
  last: string;
}

/** One figure in one period; absent when no release has that period. */
export interface Point {
  period: Period;
  n: Figure | undefined;
  d: Figure | undefined;
  perMille: number | undefined;
}

export interface Series {
  /** `*`, or a code of the split. */
  member: string;
  points: Point[];
}

/** One way to split an indicator: not at all, by a dimension, or by its items. */
export interface Split {
  kind: string;
  series: Series[];
  notSaid: (Figure | undefined)[];
}

export interface Indicator {
  definition: Definition;
  splits: Split[];
}

export interface Trend {
  periods: Period[];
  indicators: Indicator[];
  k: number;
  kRestricted: number;
}

const key = (table: Table): string => [table.indicator, table.item ?? "", table.period, table.by.join()].join("|");

const cellAt = (table: Table | undefined, dimension: string, member: string): Cell | undefined =>
  table?.cells.find((cell) =>
    table.by.every((name, at) => cell.at[at] === (name === dimension ? member : ALL)),
  );

const point = (period: Period, cell: Cell | undefined): Point => ({
  period,
  n: cell?.n,
  d: cell?.d,
  perMille: cell?.per_mille,
});

/** Combines releases, oldest first: of a figure that two have, the later one's holds. */
export function combine(releases: Release[]): Trend | undefined {
  const last = releases.at(-1);
  if (!last) return undefined;
  const periods = new Map<string, Period>();
  const tables = new Map<string, Table>();
  for (const release of releases) {
    for (const period of release.periods) periods.set(period.id, period);
    for (const table of release.tables) tables.set(key(table), table);
  }
  const order = [...periods.values()].sort((a, b) => a.first.localeCompare(b.first));
  const all = [...tables.values()];

  const indicators = last.indicators.map((definition): Indicator => {
    const own = all.filter((table) => table.indicator === definition.id);
    const plain = own.filter((table) => table.item === undefined);
    const inPeriod = (list: Table[], period: Period, dimension?: string): Table | undefined =>
      list.find((table) => table.period === period.id && (dimension === undefined || table.by.includes(dimension)));
    const splits: Split[] = [];
    const notSaid = (list: Table[]): (Figure | undefined)[] => order.map((period) => inPeriod(list, period)?.did_not_say);
    if (plain.length > 0) {
      const line = order.map((period) => point(period, cellAt(inPeriod(plain, period), "", ALL)));
      splits.push({ kind: "all", series: [{ member: ALL, points: line }], notSaid: notSaid(plain) });
      for (const dimension of definition.dimensions) {
        const members = last.dimensions[dimension as "stage" | "area" | "sex"] ?? [];
        const used = members.filter(
          (member) => member !== ALL && plain.some((table) => cellAt(table, dimension, member) !== undefined),
        );
        const series = used.map((member) => ({
          member,
          points: order.map((period) => point(period, cellAt(inPeriod(plain, period, dimension), dimension, member))),
        }));
        if (series.length > 0) splits.push({ kind: dimension, series, notSaid: notSaid(plain) });
      }
    }
    const items = [...new Set(own.flatMap((table) => (table.item === undefined ? [] : [table.item])))];
    if (items.length > 0) {
      const series = items.map((item) => {
        const list = own.filter((table) => table.item === item);
        return { member: item, points: order.map((period) => point(period, cellAt(inPeriod(list, period), "", ALL))) };
      });
      const some = own.filter((table) => table.item !== undefined);
      splits.push({ kind: definition.items ?? "item", series, notSaid: notSaid(some) });
    }
    return { definition, splits };
  });
  return { periods: order, indicators, k: last.rules.k, kRestricted: last.rules.k_restricted };
}

/** Whether a point's percentage may be drawn. */
export const drawn = (one: Point): one is Point & { perMille: number } => one.perMille !== undefined;
/** Whether something of it was hidden to protect persons. */
export const hidden = (one: Point): boolean => one.n === "hidden" || one.d === "hidden";
