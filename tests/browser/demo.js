// One demo server for all scenes: `homeward demo` in a folder of its own, on a free port, as a user starts it.
// HOMEWARD is the path of the binary. HOMEWARD_DEMO may name a folder in which a demo was made already.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.HOMEWARD ?? "../../target/debug/homeward";

/** Starts the demo; resolves with its address, its accounts and a way to stop it. */
export async function startDemo() {
  const made = process.env.HOMEWARD_DEMO;
  const folder = made ?? mkdtempSync(join(tmpdir(), "homeward-browser-"));
  const demo = spawn(binary, ["demo", "--folder", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const address = await new Promise((give, fail) => {
    demo.on("error", fail);
    demo.on("exit", (code) => fail(new Error(`the demo ended with ${code}: ${said}`)));
    demo.stdout.on("data", (chunk) => {
      said += chunk;
      const running = /Homeward is running: (\S+)[\s\S]*Stop with/.exec(said);
      if (running) give(running[1].replace(/\/$/, ""));
    });
  });
  const { accounts } = JSON.parse(readFileSync(join(folder, "demo.json"), "utf8"));
  return {
    address,
    accounts,
    async stop() {
      const ended = new Promise((give) => demo.once("exit", give));
      demo.removeAllListeners("exit");
      demo.on("exit", () => undefined);
      demo.kill("SIGINT");
      await Promise.race([ended, new Promise((give) => setTimeout(give, 5000))]);
      demo.kill("SIGKILL");
      if (!made) rmSync(folder, { recursive: true, force: true });
    },
  };
}
