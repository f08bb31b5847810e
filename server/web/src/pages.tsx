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

const CaseNew = later(async () => (await import("./cases/case_new")).CaseNew);

/** A page that also needs the words of supervising. */
const supervise = (fetch: () => Promise<ComponentType>): ComponentType =>
  later(async () => (await Promise.all([fetch(), alsoSpeak("supervise")]))[0]);
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
