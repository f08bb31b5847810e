// Records what a page asks of the WebAssembly module when an officer signs in and reads: over a demo's server, a few of
// its cases only. tools/wasm.sh plays it to find which part of the module a page needs first. To be run again when a
// message changes: HOMEWARD=path/of/homeward node record_reading.js
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { launch, signIn, WIDE } from "./browser.js";
import { startDemo } from "./demo.js";

const CASES = 14;
const OPENED = 7;
const place = new URL("../../server/web/reading.json.gz", import.meta.url);

const demo = await startDemo();
const browser = await launch();
const context = await browser.newContext({ baseURL: demo.address, viewport: WIDE, locale: "mk" });
const calls = [];
await context.exposeFunction("recorded", (call) => calls.push(JSON.parse(call)));
await context.addInitScript(() => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (question) {
    const { operation, message } = question;
    globalThis.recorded(JSON.stringify({ operation, message }));
    post.call(this, question);
  };
});
const page = await context.newPage();

// A few cases: those with a correction or a change of state first, so that all of reading is in it.
let kept;
const few = async (route) => {
  const answer = await (await route.fetch()).json();
  if (answer.records) {
    const told = (item) => Number(item.replaces !== null) * 2 + Number(item.state > 0);
    const sorted = answer.records.toSorted((a, b) => told(b) - told(a));
    kept ??= new Set(sorted.map((item) => item.case).filter((tag, at, all) => all.indexOf(tag) === at).slice(0, CASES));
    answer.records = answer.records.filter((item) => kept.has(item.case));
  } else {
    while (!kept) await new Promise((give) => setTimeout(give, 50));
    answer.cases = answer.cases.filter((item) => kept.has(item.tag));
  }
  await route.fulfill({ json: answer });
};
await page.route("**/api/v1/cases", few);
await page.route("**/api/v1/review/queue", few);

await page.goto("/");
await page.waitForSelector("form");
await signIn(page, demo.accounts.find((one) => one.role === "Officer"));
await page.waitForSelector(".rows", { timeout: 120_000 });
await page.locator(".tabs button").last().click();
const rows = page.locator(".rows .row");
const told = await rows.evaluateAll((all) => all.map((row) => [row.getAttribute("href"), row.querySelectorAll(".tag").length]));
const wanted = told.toSorted((a, b) => b[1] - a[1]).slice(0, OPENED);
for (const [address] of wanted) {
  await page.locator(".tabs button").last().click();
  await page.click(`a[href="${address}"]`);
  await page.waitForSelector(".answers-section", { timeout: 60_000 });
  await page.click(".crumb a");
  await page.waitForSelector(".rows .row");
}
// The same question is kept twice, since the second one replaces what the first has left; a list is fetched anew after
// each check-in, which reading does not change.
const asked = new Map();
const fewTimes = calls.filter((call) => {
  const times = (asked.get(JSON.stringify(call)) ?? 0) + 1;
  asked.set(JSON.stringify(call), times);
  return times <= 2;
});
const all = ["directory-request", "directory-update", "cases", "queue"];
const some = fewTimes.filter(({ operation }, at) => !all.includes(operation) || at < 12);
// The time is kept too: a build long after must read as the officer did.
const recorded = { now: Math.floor(Date.now() / 1000), calls: some };
writeFileSync(place, gzipSync(JSON.stringify(recorded), { level: 9 }));
for (const call of some) console.log(call.operation, JSON.stringify(call.message).length);
await browser.close();
await demo.stop();
