// Starts the pages.
import { render } from "preact";
import { Pages } from "./pages";
import { watchIdle } from "./session/session";
import { preferred, speak } from "./words";

const place = document.getElementById("page");
if (place) {
  await speak(preferred());
  watchIdle();
  render(<Pages />, place);
}
