// One demo server and one browser for the scenes of a file, and a page of its own for each scene.
import { after, before, test } from "node:test";
import { launch, open } from "./browser.js";
import { startDemo } from "./demo.js";

export let demo;
export let browser;

before(async () => {
  demo = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The first account of a role. */
export const account = (role) => demo.accounts.find((one) => one.role.toLowerCase().startsWith(role));

export const scene = (name, options, play) =>
  test(name, { timeout: 300_000 }, async () => {
    const page = await open(browser, demo.address, options);
    try {
      await play(page);
    } finally {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.context().close();
    }
  });
