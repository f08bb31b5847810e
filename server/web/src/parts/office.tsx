// For those whose work is done on the command line: what they do, and with which commands.
import { word } from "../words";
import { Heading } from "./heading";

/** Whose work it is. */
export type Work = "statistics" | "author" | "auditor" | "worker";

const COMMANDS: Record<Work, string[]> = {
  statistics: [
    "homeward tally export --data ./data --period 2025-11 tallies-2025-11.bin",
    "homeward release make --statistics ./statistics --tallies tallies-2025-11.bin --out release.json",
    "homeward release verify release.json --data ./data",
    "homeward release publish --data ./data release.json",
  ],
  author: [
    "homeward form check checkin.xlsx",
    "homeward form convert checkin.xlsx > checkin.xml",
    "homeward form fill checkin.xlsx",
  ],
  auditor: ["homeward audit verify --data ./data"],
  worker: [],
};

export function Office({ role }: { role: Work }) {
  const commands = COMMANDS[role];
  return (
    <>
      <Heading title={word(`office-${role}-title`)} />
      <p>{word(`office-${role}-text`)}</p>
      {commands.length > 0 ? (
        <>
          <h2>{word("office-commands")}</h2>
          <ul class="commands" lang="en">
            {commands.map((command) => (
              <li key={command}>
                <code>{command}</code>
              </li>
            ))}
          </ul>
          <p class="quiet">{word("office-help")}</p>
        </>
      ) : null}
    </>
  );
}
