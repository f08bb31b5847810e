// Officer, supervisor and coordinator as they work, on the pages of a real demo server; once with the keyboard only.
import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, NARROW, open, shoot, signIn, WIDE } from "./browser.js";
import "./odd.js";
import { account, browser, demo, scene } from "./scene.js";

/** The first check-in under the first filter with which nothing is odd. */
async function openFirst(page) {
  await page.waitForSelector(".rows .row", { timeout: 120_000 });
  await page.click(".rows .row:not(:has(.attention))");
  await page.waitForSelector(".answers-section", { timeout: 60_000 });
}

for (const language of ["en", "mk", "sq"]) {
  for (const [width, size] of [["wide", WIDE], ["narrow", NARROW]]) {
    scene(`the pages in ${language}, ${width}`, { language, size }, async (page) => {
      const name = (what) => `${what}-${language}-${width}`;
      await page.waitForSelector(".fingerprint");
      await check(page, name("sign-in"));
      await shoot(page, name("sign-in"));

      await signIn(page, account("officer"));
      await page.waitForSelector(".rows .row", { timeout: 120_000 });
      assert.equal(await page.getAttribute("html", "lang"), language);
      await check(page, name("queue"));
      await shoot(page, name("queue"), false);
      await openFirst(page);
      await check(page, name("record"));
      await shoot(page, name("record"));
      await page.goto("/cases");
      await page.waitForSelector("form");
      await signIn(page, account("officer"));
      await page.waitForSelector(".case", { timeout: 120_000 });
      await check(page, name("cases"));
      await shoot(page, name("cases"), false);
      await page.click(".heading .button");
      await page.waitForSelector("fieldset input");
      await check(page, name("case-new"));
      await shoot(page, name("case-new"));
      await page.click(".top-tools button");

      await signIn(page, account("coordinator"));
      await page.waitForSelector(".indicator", { timeout: 120_000 });
      const tabs = page.locator(".indicator .tabs button");
      if ((await tabs.count()) > 1) await tabs.nth(1).click();
      await check(page, name("trends"));
      await shoot(page, name("trends"));
      assert.ok((await page.locator(".hidden-figure").count()) > 0, "suppressed cells are marked");
      await page.click(".top-tools button");

      await signIn(page, account("supervisor"));
      await page.waitForSelector("#invite-title");
      await check(page, name("enrolments"));
      for (const path of ["/directory", "/check", "/audit"]) {
        await page.click(`nav a[href="${path}"]`);
        await page.waitForSelector("h1");
        await page.waitForTimeout(800);
        await check(page, name(path));
        await shoot(page, name(path.slice(1)), false);
      }
    });
  }
}

const sizes = JSON.parse(readFileSync(new URL("../../server/web/dist/sizes.json", import.meta.url), "utf8"));

test("to sign in, open and read loads 250 KiB at most, without fonts", () => {
  assert.ok(sizes.bytes <= 250 * 1024, `${sizes.bytes} bytes, compressed`);
});

scene("signing in, opening and reading load what is counted, and acting loads the rest", { language: "mk" }, async (page) => {
  const loaded = new Set();
  page.context().on("request", (request) => {
    const path = new URL(request.url()).pathname.slice(1);
    if (!/^(api|fonts)\//.test(path)) loaded.add(path.includes(".") ? path : "index.html");
  });
  await page.reload();
  await page.waitForSelector("form");
  await signIn(page, account("officer"));
  await openFirst(page);
  assert.deepEqual([...loaded].filter((path) => !sizes.first.includes(path)), []);
  await page.click(".next .primary");
  await page.waitForSelector(".notice.done");
  assert.ok([...loaded].some((path) => path.startsWith("assets/rest-")));
});

scene("a colleague who was invited makes an account, is compared and signs in", {}, async (page) => {
  await signIn(page, account("supervisor"));
  await page.selectOption("#main form select", "user");
  await page.fill("#main form input", "Synthetic colleague");
  await page.click("#main form .primary");
  await page.waitForSelector(".link-out");
  const link = await page.innerText(".link-out");
  await check(page, "invitation of a colleague");
  await shoot(page, "invitation-colleague");

  const colleague = await open(browser, demo.address, { language: "sq", size: NARROW });
  await colleague.goto(new URL(link).pathname + new URL(link).hash);
  await colleague.waitForSelector("input[name=username]");
  await check(colleague, "account");
  await shoot(colleague, "account-sq-narrow");
  await colleague.fill("input[name=username]", "synthetic-colleague");
  await colleague.click("form .primary");
  await colleague.waitForSelector(".passphrase li", { timeout: 60_000 });
  const words = await colleague.locator(".passphrase li").allInnerTexts();
  assert.equal(words.length, 6);
  assert.ok(await colleague.isDisabled(".buttons .primary"), "nothing is sent before it is written down");
  await check(colleague, "passphrase");
  await shoot(colleague, "account-passphrase-sq-narrow");
  await colleague.check(".check input");
  await colleague.click(".buttons .primary");
  await colleague.waitForSelector(".digits span");
  await check(colleague, "waiting");
  await shoot(colleague, "account-waiting-sq-narrow");
  const here = await colleague.innerText(".digits");

  await page.waitForSelector(".digits span", { timeout: 20_000 });
  assert.equal((await page.innerText(".digits")).replace(/\s/g, ""), here.replace(/\s/g, ""));
  await page.click(".card .check input");
  await page.selectOption(".card form select", "3");
  const fields = page.locator(".card form input");
  await fields.nth(0).fill("Synthetic Colleague");
  await fields.nth(1).fill("Synthetic office");
  await page.click(".card form .primary");
  await page.waitForSelector("div.notice.done", { timeout: 30_000 });

  await colleague.waitForSelector("a.primary", { timeout: 30_000 });
  await check(colleague, "account ready");
  await shoot(colleague, "account-ready-sq-narrow");
  await colleague.click("a.primary");
  await signIn(colleague, { user: "synthetic-colleague", passphrase: words.join(" ") });
  await colleague.waitForSelector(".tabs", { timeout: 60_000 });
  await colleague.context().close();
});

scene("an officer reads a check-in, agrees an action and returns another", {}, async (page) => {
  await signIn(page, account("officer"));
  await openFirst(page);
  const first = page.url();
  await page.click(".next .primary");
  await page.waitForSelector(".notice.done");
  await page.waitForSelector(".verified .state-1");
  await page.click(".next .primary");
  await page.waitForSelector("[role=alert]"); // an action needs its note
  await page.fill(".next textarea", "Synthetic note: call the centre for social work on Monday.");
  await page.click(".next .primary");
  await page.waitForSelector(".verified .state-2");
  assert.match(await page.innerText(".history"), /Synthetic note: call the centre/);
  await check(page, "record after an action");
  await shoot(page, "record-agreed");

  await page.click(".crumb a");
  await openFirst(page);
  assert.notEqual(page.url(), first);
  await page.locator("button.comment").nth(2).click();
  await page.keyboard.type("Synthetic comment: please ask once more.");
  await check(page, "record with a comment");
  await shoot(page, "record-commented");
  await page.click(".next .primary");
  await page.waitForSelector(".verified .state-4");
  await check(page, "record returned");
});

async function makeCase(page) {
  await page.click('nav a[href="/cases"]');
  await page.waitForSelector(".case", { timeout: 120_000 });
  await page.click(".heading .button");
  await page.waitForSelector("fieldset input");
  for (const field of await page.locator("fieldset").all()) await field.locator("input").first().check();
  await page.locator("form select").nth(1).selectOption({ index: 1 });
  await page.locator("input[type=date]").first().fill("2026-01-12");
  await page.click("form .primary");
  await page.waitForSelector("p.large-code", { timeout: 60_000 });
}

scene("an officer makes a case", {}, async (page) => {
  await signIn(page, account("officer"));
  await page.waitForSelector(".rows", { timeout: 120_000 });
  await makeCase(page);
  assert.match(await page.innerText("p.large-code"), /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  await check(page, "case made");
  await shoot(page, "case-made");
});

/** A public key as its 32 bytes, base64url. */
const publicKey = (kind) => generateKeyPairSync(kind).publicKey.export({ format: "jwk" }).x;

/** What a phone does with a typed code: asks to be let in with its public keys. */
async function admit(typed) {
  const answer = await fetch(`${demo.address}/api/v1/enrolments/admit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      secret: typed.replace(/[\s-]/g, "").slice(0, 10),
      kind: "device",
      subject: randomBytes(16).toString("hex"),
      keys: {
        signing: publicKey("ed25519"),
        sealing: publicKey("x25519"),
        transport: publicKey("ed25519"),
        tally: publicKey("ed25519"),
      },
      device_kind: 0,
    }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

scene("a supervisor enrols a second phone of a worker by its typed code", { language: "mk", size: NARROW }, async (page) => {
  await signIn(page, account("supervisor"));
  await page.fill("#main form input", "Synthetic second phone");
  await page.click("#main form .primary");
  await page.waitForSelector(".invitation img");
  await admit(await page.innerText(".code-groups"));
  await page.waitForSelector(".digits span", { timeout: 20_000 });
  assert.match((await page.innerText(".digits")).replace(/\s+/g, " "), /^\d{5}( \d{5}){5}$/);
  await page.click(".card .check input");
  await page.locator(".card form select").first().selectOption({ index: 1 });
  await check(page, "digits compared");
  await shoot(page, "digits");
  assert.equal(await page.locator(".invitation").count(), 1, "the card stays until the digits are compared");
  await page.click(".card form .primary");
  await page.waitForSelector("div.notice.done", { timeout: 20_000 });
  assert.equal(await page.locator(".digits").count(), 0);
  assert.equal(await page.locator(".invitation").count(), 0, "what was used is not shown any more");
  await check(page, "phone approved");
});

scene("a supervisor invites a phone and checks the directory", {}, async (page) => {
  await signIn(page, account("supervisor"));
  await page.fill("#main form input", "Synthetic phone");
  await page.click("#main form .primary");
  await page.waitForSelector(".invitation img");
  assert.equal((await page.innerText(".code-groups")).replace(/\s/g, "").length, 32);
  await check(page, "invitation");
  await shoot(page, "invitation");
  await page.click('nav a[href="/check"]');
  await page.click("#main .primary");
  await page.waitForSelector("div.notice.done", { timeout: 120_000 });
  await shoot(page, "check-done");
});

scene("a wrong passphrase and an unknown name answer alike", {}, async (page) => {
  const said = [];
  for (const user of [account("officer").user, "nobody-at-all"]) {
    await page.fill("input[name=username]", user);
    await page.fill("input[name=passphrase]", "six words that are not right");
    await page.click("button[type=submit]");
    await page.waitForSelector(".waiting");
    await page.waitForSelector("div.notice.error", { timeout: 60_000 });
    said.push(await page.innerText("div.notice.error p"));
  }
  assert.equal(said[0], said[1]);
  assert.match(said[0], /\(HW-110\)/);
  await check(page, "wrong passphrase");
  await shoot(page, "wrong-passphrase");
});

scene("a directory that was set back is refused, and both heads are kept as evidence", {}, async (page) => {
  // The server's first answer about the directory is kept, and played again after it has grown: as if set back.
  let earlier;
  let replay = false;
  await page.route("**/api/v1/directory/state", async (route) => {
    if (replay && earlier) return route.fulfill({ contentType: "application/json", body: earlier });
    const answer = await route.fetch();
    earlier ??= await answer.text();
    return route.fulfill({ response: answer });
  });
  await signIn(page, account("officer"));
  await page.waitForSelector('nav a[href="/cases"]');
  await page.waitForSelector(".rows", { timeout: 120_000 });
  await page.evaluate(() => undefined);
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("homeward.trust")));
  assert.ok(kept.size > 0 && kept.kept, "the browser keeps what it has seen");
  await makeCase(page);
  const grown = (size) => JSON.parse(localStorage.getItem("homeward.trust")).size > size;
  await page.waitForFunction(grown, kept.size, { timeout: 60_000 }); // the browser has seen the longer directory
  replay = true;
  await page.click('nav a[href="/check-ins"]');
  await page.waitForSelector("div.notice.error", { timeout: 60_000 });
  assert.match(await page.innerText("div.notice.error"), /\(HW-70[45]\)/);
  await shoot(page, "set-back");
});

scene("the keyboard alone is enough", {}, async (page) => {
  const { user, passphrase } = account("officer");
  const press = async (key, times = 1) => {
    for (let at = 0; at < times; at += 1) await page.keyboard.press(key);
  };
  /** Tabs until the focus is on something that fits. */
  const reach = async (selector) => {
    for (let at = 0; at < 400; at += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await press("Tab");
    }
    assert.fail(`the focus never came to ${selector}`);
  };
  await reach(".skip");
  await reach("input[name=username]");
  await page.keyboard.type(user);
  await reach("input[name=passphrase]");
  await page.keyboard.type(passphrase);
  await press("Enter");
  await page.waitForSelector(".rows .row", { timeout: 120_000 });
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
  await reach(".tabs button[aria-pressed=false]");
  await reach(".rows .row");
  const shown = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(shown, "none", "the focus is visible");
  await press("Enter");
  await page.waitForSelector(".answers-section", { timeout: 60_000 });
  await reach("button.comment");
  await press("Enter");
  await page.keyboard.type("Synthetic comment, typed without a mouse.");
  assert.ok(await page.locator("textarea").first().inputValue());
  await reach(".next .primary");
  await reach(".next .primary");
});

scene("dark, and locked by hand", { dark: true }, async (page) => {
  await signIn(page, account("officer"));
  await openFirst(page);
  await check(page, "record, dark");
  await shoot(page, "record-dark");
  await page.click(".top-tools button");
  await page.waitForSelector("input[name=passphrase]");
  assert.equal(await page.inputValue("input[name=passphrase]"), "");
  await shoot(page, "locked-dark");
});
