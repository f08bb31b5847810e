// A case was made: its reference, large, to be written down.
import { Heading } from "../parts/heading";
import { Link } from "../parts/link";
import { word } from "../words";

export function Made({ reference }: { reference: string }) {
  return (
    <>
      <Heading title={word("made-title")} />
      <p class="large-code">{reference}</p>
      <p>{word("made-text")}</p>
      <Link to="/cases">{word("cases-back")}</Link>
    </>
  );
}
