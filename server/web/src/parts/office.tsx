// For those whose work is done on the command line: what they do, and with which commands.
import { word } from "../words";
import { Heading } from "./heading";

/** Whose work it is. */
export type Work = "statistics" | "author" | "auditor" | "worker";

const COMMANDS: Record<Work, string[]> = {
  statistics: [
    "homeward tally export --period 2025-11 > tallies.json",
    "homeward release make --tallies tallies.json --statistics-key ordinary.key > release.json",
    "homeward release verify release.json",
    "homeward release publish release.json",
  ],
  author: [
    "homeward form check checkin.xlsx",
    "homeward form convert checkin.xlsx > checkin.xml",
    "homeward form fill checkin.xlsx",
  ],
  auditor: ["homeward audit verify"],
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
