// Which page stands at which path, for which role. A path that a role does not have leads to its first page.
import type { ComponentChildren, ComponentType, JSX } from "preact";
import { Cases } from "./cases/cases";
import { Frame, type Place } from "./parts/frame";
import { later } from "./parts/later";
import type { Work } from "./parts/office";
import { Queue } from "./review/queue";
import { Record } from "./review/record";
import { path } from "./session/route";
import { Role, signed } from "./session/session";
import { SignIn } from "./sign_in/sign_in";
import { alsoSpeak } from "./words";

let styled: Promise<unknown> | undefined;

/** Loads the style of what is not reading, once. */
const style = (): Promise<unknown> =>
  (styled ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/rare.css";
    link.onload = link.onerror = done;
    document.head.append(link);
  }));

/** A page that also needs words and style of what is not reading. */
const supervise = (fetch: () => Promise<ComponentType>): ComponentType =>
  later(async () => (await Promise.all([fetch(), alsoSpeak("supervise"), style()]))[0]);
const CaseNew = supervise(async () => (await import("./cases/case_new")).CaseNew);
const Account = supervise(async () => (await import("./account/account")).Account);
const Enrolments = supervise(async () => (await import("./supervise/enrolments")).Enrolments);
const Directory = supervise(async () => (await import("./supervise/directory")).Directory);
const Check = supervise(async () => (await import("./supervise/check")).Check);
const Audit = supervise(async () => (await import("./supervise/audit")).Audit);
const Trends = supervise(async () => (await Promise.all([import("./trends/trends"), alsoSpeak("report")]))[0].Trends);
const office = (role: Work): ComponentType =>
  supervise(async () => {
    const { Office } = await import("./parts/office");
    return () => <Office role={role} />;
  });
const Auditing = office("auditor");
const Statistics = office("statistics");
const Author = office("author");
const Worker = office("worker");

interface Page extends Place {
  show(): JSX.Element;
}

const PAGES: Record<number, Page[]> = {
  [Role.officer]: [
    { path: "/check-ins", key: "nav-queue", show: () => <Queue /> },
    { path: "/cases", key: "nav-cases", show: () => <Cases /> },
  ],
  [Role.supervisor]: [
    { path: "/enrolments", key: "nav-enrolments", show: () => <Enrolments /> },
    { path: "/directory", key: "nav-directory", show: () => <Directory /> },
    { path: "/check", key: "nav-check", show: () => <Check /> },
    { path: "/audit", key: "nav-audit", show: () => <Audit /> },
  ],
  [Role.coordinator]: [{ path: "/trends", key: "nav-trends", show: () => <Trends /> }],
  [Role.auditor]: [
    { path: "/audit", key: "nav-audit", show: () => <Audit /> },
    { path: "/office", key: "nav-office", show: () => <Auditing /> },
  ],
  [Role.statistics]: [{ path: "/office", key: "nav-office", show: () => <Statistics /> }],
  [Role.author]: [{ path: "/office", key: "nav-office", show: () => <Author /> }],
};

function inner(role: number, at: string): JSX.Element | undefined {
  if (role !== Role.officer) return undefined;
  if (at === "/cases/new") return <CaseNew />;
  const record = /^\/check-ins\/([0-9a-f]{32})\/([0-9a-f]{64})$/.exec(at);
  if (!record?.[1] || !record[2]) return undefined;
  return <Record key={at} id={record[1]} digest={record[2]} />;
}

export function Pages(): ComponentChildren {
  const who = signed.value;
  if (!who)
    return (
      <Frame places={[]}>
        {path.value === "/account" ? <Account /> : <SignIn />}
      </Frame>
    );
  const pages = PAGES[who.role] ?? [];
  const here = pages.find((page) => page.path === path.value) ?? pages[0];
  return (
    <Frame places={pages}>{inner(who.role, path.value) ?? here?.show() ?? <Worker />}</Frame>
  );
}
