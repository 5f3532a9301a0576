// Whom the page asks whether they are there, and when.
import type { Presence } from "peer-invite";
import { expect, test, vi } from "vitest";
import { DEFAULTS } from "../settings.ts";
import { createStore } from "../store.ts";
import { watchPresences } from "./looking.ts";

const settings = { ...DEFAULTS, language: "en" } as const;
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("contacts are looked at while they are shown, and who is waited for at all times, until the session ends", async () => {
  const page = { hidden: false };
  vi.stubGlobal("document", page);
  const store = createStore({ name: "ada", callee: "", settings, notices: "unsupported" });
  store.update({ connection: "online", personal: { ...store.state.personal, contacts: ["bob", "cyd"] } });
  const asked: string[] = [];
  let answer: Presence = "absent";
  const client = {
    async look(peer: string) {
      asked.push(peer);
      return answer;
    },
  };
  const ending = new AbortController();
  let again = (): void => {};
  let isOver = false;
  watchPresences(client, store, ending.signal, (run) => {
    again = run;
    return () => {
      isOver = true;
    };
  });
  const asks = async (run: () => void): Promise<readonly string[]> => {
    asked.length = 0;
    run();
    await settle();
    return [...asked];
  };
  expect(await asks(again)).toEqual([]);
  expect(await asks(() => store.update({ isListening: true }))).toEqual(["bob", "cyd"]);
  expect(store.state.presences).toEqual({ bob: "absent", cyd: "absent" });
  answer = "available";
  expect(await asks(again)).toEqual(["bob", "cyd"]);
  expect(store.state.presences["bob"]).toBe("available");
  answer = "unknown";
  store.update({ connection: "broker-lost" });
  expect(await asks(again)).toEqual(["bob", "cyd"]);
  expect(store.state.presences["bob"]).toBe("available");
  page.hidden = true;
  expect(await asks(again)).toEqual([]);
  expect(await asks(() => store.update({ isListening: false, awaited: ["eve"] }))).toEqual(["eve"]);
  expect(await asks(again)).toEqual(["eve"]);
  ending.abort();
  expect(isOver).toBe(true);
  expect(await asks(() => store.update({ awaited: ["eve", "fay"] }))).toEqual([]);
  vi.unstubAllGlobals();
});
