// Which page stands at which path, for which role. A path that a role does not have leads to its first page.
import type { ComponentChildren, JSX } from "preact";
import { Cases } from "./cases/cases";
import { Frame, type Place } from "./parts/frame";
import { later } from "./parts/later";
import { Office } from "./parts/office";
import { Queue } from "./review/queue";
import { Record } from "./review/record";
import { path } from "./session/route";
import { Role, signed } from "./session/session";
import { SignIn } from "./sign_in/sign_in";
import { alsoSpeak } from "./words";

const CaseNew = later(async () => (await import("./cases/case_new")).CaseNew);
const Account = later(async () => (await import("./account/account")).Account);
const Enrolments = later(async () => (await import("./supervise/enrolments")).Enrolments);
const Directory = later(async () => (await import("./supervise/directory")).Directory);
const Check = later(async () => (await import("./supervise/check")).Check);
const Audit = later(async () => (await import("./supervise/audit")).Audit);
const Trends = later(async () => {
  const [{ Trends }] = await Promise.all([import("./trends/trends"), alsoSpeak("report")]);
  return Trends;
});

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
    { path: "/office", key: "nav-office", show: () => <Office role="auditor" /> },
  ],
  [Role.statistics]: [{ path: "/office", key: "nav-office", show: () => <Office role="statistics" /> }],
  [Role.author]: [{ path: "/office", key: "nav-office", show: () => <Office role="author" /> }],
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
    <Frame places={pages}>{inner(who.role, path.value) ?? here?.show() ?? <Office role="worker" />}</Frame>
  );
}
