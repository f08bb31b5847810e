// What does not stand as it should: seen in the list, said on the check-in, and settled by an officer. The demo has two
// corrections of one version, a check-in of a phone that was taken off its case and one of a phone that had ended;
// what only a server could do wrong is done to its answers here.
import assert from "node:assert/strict";
import { check, NARROW, shoot, signIn } from "./browser.js";
import { account, scene } from "./scene.js";

/** The rows of the list that bear a mark. */
const marked = (page, mark) => page.locator(".rows .row", { hasText: mark });

/** Shows the rest of a list, however long it is. */
async function more(page) {
  for (let at = 0; at < 100 && (await page.locator("main > button").count()) > 0; at += 1) await page.click("main > button");
  await page.evaluate(() => scrollTo(0, 0));
}

/** The whole list of check-ins. */
async function whole(page) {
  await page.waitForSelector(".rows .row", { timeout: 120_000 });
  await more(page);
}

async function openMarked(page, mark) {
  await marked(page, mark).first().click();
  await page.waitForSelector(".answers-section", { timeout: 60_000 });
}

async function back(page) {
  await page.click(".crumb a");
  await whole(page);
}

const buttons = (page) => page.locator(".next .buttons button").allInnerTexts();

async function officer(page) {
  await signIn(page, account("officer"));
  await whole(page);
}

const WORDS = {
  mk: { two: "Две исправки", writer: "Телефон надвор од предметот", ended: "Издвоено", accept: "Прифати го контактот" },
  sq: { two: "Dy korrigjime", writer: "Telefon jashtë këtij rasti", ended: "Veçuar", accept: "Prano këtë kontakt" },
};
for (const [language, words] of Object.entries(WORDS))
  scene(`what is odd is said in ${language}, narrow`, { language, size: NARROW }, async (page) => {
    await officer(page);
    await check(page, `marks in ${language}`);
    await shoot(page, `marks-${language}-narrow`, false);
    for (const [name, mark] of [["two-corrections", words.two], ["not-a-writer", words.writer], ["ended", words.ended]]) {
      await openMarked(page, mark);
      if (name === "two-corrections") await page.waitForSelector(".side:nth-child(2) dd");
      else assert.deepEqual(await buttons(page), [words.accept]);
      await check(page, `${name} in ${language}`);
      await shoot(page, `${name}-${language}-narrow`);
      await back(page);
    }
  });

scene("a check-in of a phone that does not write to its case, or had ended, counts once an officer accepts it", {}, async (page) => {
  await officer(page);
  await check(page, "list with marks");
  await shoot(page, "marks", false);
  for (const [name, mark, sentence] of [
    ["not-a-writer", "Phone not of this case", /^This phone is not a writer of this case\./],
    ["ended", "Set aside", /^This phone was taken out of the directory before this check-in\./],
  ]) {
    assert.equal(await marked(page, mark).count(), 1);
    await openMarked(page, mark);
    assert.match(await page.innerText(".record > .notice"), sentence);
    assert.deepEqual(await buttons(page), ["Accept this check-in"]);
    await check(page, name);
    await shoot(page, name);
    await page.click(".next .primary");
    await page.waitForSelector(".notice.done");
    assert.match(await page.innerText(".record > .notice"), /^Officer \(synthetic\) accepted this check-in on .+\. It counts\.$/);
    assert.match(await page.innerText(".history"), /Accepted · Officer \(synthetic\)/);
    assert.deepEqual(await buttons(page), ["Mark as read", "Agree an action"]);
    await check(page, `${name}, accepted`);
    await shoot(page, `${name}-accepted`);
    await back(page);
    assert.equal(await marked(page, mark).count(), 0);
  }
});

scene("of two corrections of one version an officer agrees an action on one and returns the other", {}, async (page) => {
  await officer(page);
  assert.equal(await marked(page, "Two corrections").count(), 2);
  await openMarked(page, "Two corrections");
  await page.waitForSelector(".side:nth-child(2) dd");
  const sides = await page.locator(".side").allInnerTexts();
  assert.equal(sides.length, 2);
  assert.match(sides[0], /^This correction/);
  assert.notEqual(sides[0].split("\n").at(-1), sides[1].split("\n").at(-2), "they do not agree");
  assert.match(await page.innerText(".changes"), /What changed since the returned version/);
  await check(page, "two corrections");
  await shoot(page, "two-corrections");
  await page.fill(".next textarea", "Synthetic note: the worker was called; this one holds.");
  await page.click(".next button:not(.primary)");
  await page.waitForSelector(".verified .state-2");
  await page.click(".side a");
  await page.waitForSelector(".verified .state-0");
  await page.locator("button.comment").first().click();
  await page.keyboard.type("Synthetic comment: the other correction holds.");
  await page.click(".next .primary");
  await page.waitForSelector(".verified .state-4");
  assert.equal(await page.locator("button.comment").count(), 0, "what was returned is not commented again");
  await check(page, "the other returned");
});

/** Another byte in place of the one in the middle. */
function damaged(base64) {
  const at = base64.length >> 1;
  return base64.slice(0, at) + (base64[at] === "A" ? "B" : "A") + base64.slice(at + 1);
}

scene("a case of which a field and a key were damaged is shown, and what is not shown of it is named", {}, async (page) => {
  await page.route("**/api/v1/cases", async (route) => {
    const response = await route.fetch();
    const { cases } = await response.json();
    const [field, key] = cases;
    for (const header of field.headers.slice(-2)) header.object = damaged(header.object);
    key.epochs[0].wrap.sealed = damaged(key.epochs[0].wrap.sealed);
    await route.fulfill({ response, json: { cases } });
  });
  await officer(page);
  await page.click('nav a[href="/cases"]');
  await page.waitForSelector(".case", { timeout: 120_000 });
  const first = page.locator(".case").first();
  assert.match(await first.innerText(), /^Reference not readable/);
  const said = await first.locator(".notice").allInnerTexts();
  assert.equal(said.length, 2, "the key, and once for all that is sealed to it");
  assert.match(said[0], /^Key 1 of this case could not be opened; .+\(HW-708\)$/);
  assert.match(said[1], /^A detail of this case is not shown\. .+\(HW-708\)$/);
  await check(page, "an unreadable case");
  await shoot(page, "case-unreadable", false);
  await more(page);
  const other = page.locator(".case", { hasText: "(HW-710)" });
  assert.match(await other.locator(".reference").innerText(), /^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  assert.equal(await other.locator(".notice").count(), 1);
});

scene("what the server alone sets aside, and a phone that the directory lacks, wait for an officer too", {}, async (page) => {
  await page.route("**/api/v1/review/queue", async (route) => {
    const response = await route.fetch();
    const { records } = await response.json();
    const plain = records.filter((row) => row.state === 0 && !row.flagged && !row.replaces);
    plain[0].flagged = true;
    plain[1].device = "5".repeat(32);
    await route.fulfill({ response, json: { records } });
  });
  await officer(page);
  for (const [name, mark, sentence] of [
    ["server", "Set aside", /^The server set this check-in aside\./],
    ["unknown-device", "Unknown phone", /^The directory does not know the phone of this check-in\./],
  ]) {
    const addresses = await marked(page, mark).evaluateAll((rows) => rows.map((row) => row.getAttribute("href")));
    const said = [];
    for (const address of addresses) {
      await page.click(`a[href="${address}"]`);
      await page.waitForSelector(".answers-section", { timeout: 60_000 });
      said.push(await page.innerText(".record > .notice"));
      assert.deepEqual(await buttons(page), ["Accept this check-in"]);
      await check(page, name);
      await back(page);
    }
    assert.ok(said.some((text) => sentence.test(text)), `${name}: ${said}`);
  }
});
