// Chromium without a screen, and what every scene needs of it: a page in a language and width, signing in, a check for
// accessibility, pictures to look at (in shots/).
import axe from "axe-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const shots = new URL("shots/", import.meta.url).pathname;
mkdirSync(shots, { recursive: true });

export const WIDE = { width: 1200, height: 900 };
export const NARROW = { width: 360, height: 780 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of its own browser context: nothing is shared with other scenes. */
export async function open(browser, address, { language = "en", size = WIDE, dark = false } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    locale: language,
    viewport: size,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  await context.addInitScript((tag) => localStorage.setItem("homeward.language", tag), language);
  const page = await context.newPage();
  page.failures = [];
  page.on("pageerror", (error) => page.failures.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (401|403|404)/.test(message.text())) page.failures.push(message.text());
  });
  await page.goto("/");
  await page.waitForSelector("form");
  return page;
}

/** Signs in; waits for the page of that role. */
export async function signIn(page, account) {
  await page.fill("input[name=username]", account.user);
  await page.fill("input[name=passphrase]", account.passphrase);
  await page.click("button[type=submit]");
  await page.waitForSelector(".top-tools button", { timeout: 60_000 });
}

/** No violation that axe-core knows, no key in place of its words, nothing wider than the page. */
export async function check(page, what) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], `${what}: axe`);
  const text = await page.innerText("body");
  const keys = text.match(/\b(?:nav|queue|record|case|cases|state|column|split|indicator|trends|action|audit|hw)-[a-z0-9-]+\b/g) ?? [];
  assert.deepEqual(keys, [], `${what}: keys in place of words`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${what}: ${over} px too wide`);
  assert.deepEqual(page.failures, [], `${what}: errors of the page`);
}

export const shoot = (page, name, fullPage = true) => page.screenshot({ path: join(shots, `${name}.png`), fullPage });
