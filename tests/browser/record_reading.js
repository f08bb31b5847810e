// Records what a page asks of the WebAssembly module when an officer signs in and reads, over a demo's server with all
// of its cases: a long list is sorted and kept another way than a short one. tools/wasm.sh plays it to find which part
// of the module a page needs first. To be run again when a message changes: HOMEWARD=path/of/homeward node record_reading.js
import { writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { launch, signIn, WIDE } from "./browser.js";
import { startDemo } from "./demo.js";

const OPENED = 7;
const place = new URL("../../server/web/reading.json.br", import.meta.url);

const demo = await startDemo();
const browser = await launch();
const officer = demo.accounts.find((one) => one.role === "Officer");

async function list(page) {
  await page.goto("/");
  await page.waitForSelector("form");
  await signIn(page, officer);
  await page.waitForSelector(".rows .row", { timeout: 120_000 });
}

const settings = { baseURL: demo.address, viewport: WIDE, locale: "mk" };

// The list has been worked on: it also says who accepted what does not count by itself.
const earlier = await browser.newContext(settings);
const before = await earlier.newPage();
await list(before);
while ((await before.locator("main > button").count()) > 0) await before.click("main > button");
await before.locator(".rows .row:has(.attention)").last().click();
await before.waitForSelector(".answers-section", { timeout: 60_000 });
await before.click(".next .primary");
await before.waitForSelector(".plain-notice", { timeout: 60_000 });
await earlier.close();

const context = await browser.newContext(settings);
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
await list(page);
await page.locator(".tabs button").last().click();
const rows = page.locator(".rows .row");
// What is odd or corrected is read so rarely that its part of the module comes with the rest.
const plain = await rows.evaluateAll((all) => all.filter((row) => !row.querySelector(".tag")).map((row) => row.getAttribute("href")));
for (const address of plain.slice(0, OPENED)) {
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
// The same form and the same sealed fields come again and again, so the window is as large as it can be.
const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
writeFileSync(place, brotliCompressSync(JSON.stringify(recorded), { params }));
for (const call of some) console.log(call.operation, JSON.stringify(call.message).length);
await browser.close();
await demo.stop();
