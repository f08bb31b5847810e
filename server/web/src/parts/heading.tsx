// The heading of a page. It takes the focus when the page opens, so that a reader begins there.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = `${title} · Homeward`;
  }, [title]);
  return (
    <div class="heading">
      <h1 ref={place} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
