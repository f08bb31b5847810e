// A page whose script is fetched when it is opened first, so that signing in and reading wait for none of it.
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { attempt } from "../session/tell";
import { word } from "../words";
import { Waiting } from "./waiting";

/** Shows what `fetch` brings. */
export function later(fetch: () => Promise<ComponentType>): ComponentType {
  let there: ComponentType | undefined;
  return () => {
    const found = useSignal(there);
    useEffect(() => {
      if (!there) void attempt(async () => void (found.value = there = await fetch()));
    }, []);
    const Page = found.value;
    return Page ? <Page /> : <Waiting text={word("wait")} />;
  };
}
