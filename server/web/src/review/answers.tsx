// The answers of a check-in, in the form's sections. A section that was not asked at all is one quiet line.
import type { Line } from "../desk/shapes";
import { word } from "../words";
import { AnswerLine } from "./answer_line";
import { Said } from "./answer";
import type { Comments } from "./record";

interface Section {
  title: string;
  lines: Line[];
}

function sections(lines: Line[]): Section[] {
  const found: Section[] = [];
  for (const line of lines) {
    const title = line.groups.join(" · ");
    const last = found.at(-1);
    if (last && last.title === title) last.lines.push(line);
    else found.push({ title, lines: [line] });
  }
  return found;
}

interface AnswersProps {
  lines: Line[];
  comments: Comments;
  /** Absent when nothing can be commented any more. */
  onComment: ((comments: Comments) => void) | undefined;
}

export function Answers({ lines, comments, onComment }: AnswersProps) {
  return (
    <>
      {sections(lines).map((section, at) => {
        const asked = section.lines.some((line) => line.state !== Said.notAsked);
        return (
          <section key={at} class="answers-section">
            <h2>{section.title || word("record-answers")}</h2>
            {asked ? (
              <dl class="answers">
                {section.lines.map((line) => (
                  <AnswerLine key={line.path} line={line} comments={comments} onComment={onComment} />
                ))}
              </dl>
            ) : (
              <details>
                <summary>{word("section-not-asked", { n: section.lines.length })}</summary>
                <ul class="not-asked">
                  {section.lines.map((line) => (
                    <li key={line.path}>{line.label}</li>
                  ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
    </>
  );
}
