// Where in the pages we are: the path of the address bar. The server gives the same page for every path.
import { signal } from "@preact/signals";

export const path = signal(location.pathname);

addEventListener("popstate", () => {
  path.value = location.pathname;
});

/** Goes to a page; the heading of the new page takes the focus. */
export function go(to: string): void {
  if (to !== path.value) history.pushState(null, "", to);
  path.value = to;
  scrollTo(0, 0);
}
