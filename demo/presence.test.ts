// Going online and leaving: one session after another.
import { InvitationError } from "peer-invite";
import { expect, test } from "vitest";
import { createPresence } from "./presence.ts";
import { DEFAULTS } from "./settings.ts";
import { createStore } from "./store.ts";
import { WORDS } from "./words/index.ts";

/** A page, and the sessions that it has started. The test ends each session. */
function createPage(start: () => void = () => {}) {
  const settings = { ...DEFAULTS, language: "en" } as const;
  const store = createStore({ name: "ada", callee: "", settings, notices: "unsupported" });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const fails: ((error: unknown) => void)[] = [];
  const presence = createPresence(store, (name, fail) => {
    start();
    begun.push(name);
    fails.push(fail);
    return {
      invitations: undefined as never,
      several: undefined as never,
      history: undefined as never,
      end: () => new Promise<void>((resolve) => ends.push(resolve)),
    };
  });
  return { store, presence, begun, ends, fails };
}

/** Lets everything run that waits for nothing else. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("a person who leaves and comes back is online once the last session is over", async () => {
  const { store, presence, begun, ends } = createPage();
  presence.goOnline("ada");
  await settle();
  presence.leave();
  expect(store.state.screen).toBe("welcome");
  presence.goOnline("ada");
  await settle();
  expect(begun).toEqual(["ada"]);
  expect(presence.session).toBeUndefined();
  ends[0]?.();
  await settle();
  expect(begun).toEqual(["ada", "ada"]);
  expect(presence.session).toBeDefined();
});

test("a person who leaves while the last session still ends stays offline", async () => {
  const { store, presence, begun, ends } = createPage();
  presence.goOnline("ada");
  await settle();
  presence.goOnline("ada");
  presence.leave();
  ends[0]?.();
  await settle();
  expect(begun).toEqual(["ada"]);
  expect(store.state.screen).toBe("welcome");
});

test("a session that cannot begin leads to the first screen, which says why", async () => {
  const { store, presence } = createPage(() => {
    throw new Error("No socket.");
  });
  presence.goOnline("ada");
  await settle();
  expect(store.state.screen).toBe("welcome");
  expect(store.state.problem?.at).toBe("name");
  expect(store.state.problem?.say(WORDS.en)).toBe("No socket.");
});

test("a session that cannot go on ends, and the first screen says why", async () => {
  const { store, presence, fails, ends } = createPage();
  presence.goOnline("ada");
  await settle();
  fails[0]?.(new Error("No socket."));
  expect(ends).toHaveLength(1);
  expect(presence.session).toBeUndefined();
  expect(store.state.problem?.say(WORDS.en)).toBe("No socket.");
});

test("a suggested name that is taken is exchanged for another one, once", async () => {
  const { store, presence, begun, fails, ends } = createPage();
  presence.goOnline("golden-panda", { another: "calm-otter-4711" });
  await settle();
  const taken = new InvitationError("peer-id-taken", "Taken.");
  fails[0]?.(taken);
  ends[0]?.();
  await settle();
  expect(begun).toEqual(["golden-panda", "calm-otter-4711"]);
  expect(store.state).toMatchObject({ screen: "home", name: "calm-otter-4711", problem: undefined });
  fails[1]?.(taken);
  expect(store.state.screen).toBe("welcome");
});
