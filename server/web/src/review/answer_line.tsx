// One question with its answer, and the officer's comment on it.
import type { Line } from "../desk/shapes";
import { LongField } from "../parts/field";
import { word } from "../words";
import { Answer } from "./answer";
import type { Comments } from "./record";

interface LineProps {
  line: Line;
  comments: Comments;
  onComment: ((comments: Comments) => void) | undefined;
}

export function AnswerLine({ line, comments, onComment }: LineProps) {
  const comment = comments[line.path];
  const open = comment !== undefined;
  const toggle = (): void => {
    const { [line.path]: _, ...others } = comments;
    onComment?.(open ? others : { ...comments, [line.path]: "" });
  };
  return (
    <div class={open ? "line commented" : "line"}>
      <dt>
        {line.label}{" "}
        {line.class === "sealed" || line.class === "restricted" ? (
          <span class="class">{word(`class-${line.class}`)}</span>
        ) : null}
      </dt>
      <dd>
        <Answer text={line.answer} state={line.state} />
        {onComment ? (
          <button
            type="button"
            class="comment"
            aria-expanded={open}
            aria-label={word(open ? "comment-remove-on" : "comment-on", { question: line.label })}
            onClick={toggle}
          >
            {word(open ? "comment-remove" : "comment")}
          </button>
        ) : null}
        {open ? (
          <LongField
            label={word("comment-label")}
            value={comment}
            focus
            onText={(text) => onComment?.({ ...comments, [line.path]: text })}
          />
        ) : null}
      </dd>
    </div>
  );
}
