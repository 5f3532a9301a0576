// What a session's invitations put into the store, and the calls that follow.
import { createInvitationClient, InvitationError } from "peer-invite";
import { createFakeClock, createMemoryNetwork } from "peer-invite/testing";
import { expect, test } from "vitest";
import { isRingingHere } from "../calls.ts";
import { DEFAULTS } from "../settings.ts";
import { createStore } from "../store.ts";
import { createAnswers } from "./answers.ts";
import { createInvitations } from "./invitations.ts";

/** Two people on one network, each with a page. */
function createWorld() {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const join = (name: string) => {
    const settings = { ...DEFAULTS, language: "en" } as const;
    const store = createStore({ name, callee: "", settings, notices: "unsupported" });
    const begun: string[] = [];
    const over = new AbortController();
    const answers = createAnswers();
    const invitations = createInvitations({
      client: createInvitationClient(network.join(name), { clock }),
      store,
      answers,
      begin: ({ snapshot }, kind) => begun.push(`${snapshot.state} ${kind}`),
      signal: over.signal,
    });
    return { store, invitations, answers, begun, over };
  };
  return { clock, ada: join("ada"), bob: join("bob") };
}

test("a call is on both pages, in their logs and charts, and begins on both once it is accepted", async () => {
  const { clock, ada, bob } = createWorld();
  ada.invitations.place("bob", { content: "Lunch?", kind: "video" });
  await clock.advance(1_000);
  const [call] = bob.store.state.calls.filter(isRingingHere);
  expect(call?.snapshot.content).toBe("Lunch?");
  bob.invitations.accept(call?.key ?? "", "Gladly", "audio");
  await clock.advance(1_000);
  expect(ada.begun).toEqual(["accepted video"]);
  expect(bob.begun).toEqual(["accepted audio"]);
  for (const { store } of [ada, bob]) {
    expect(store.state.log.at(-1)?.step).toBe("accepted");
    expect(store.state.chart.length).toBeGreaterThan(2);
  }
});

test("if accepting fails, the kind that the caller asked for counts again", async () => {
  const { clock, ada, bob } = createWorld();
  ada.invitations.place("bob", { kind: "video" });
  await clock.advance(1_000);
  const [call] = bob.store.state.calls.filter(isRingingHere);
  if (call === undefined) throw new Error("Nothing rings.");
  const tooLong = "x".repeat(10_000);
  expect(() => bob.invitations.accept(call.key, tooLong, "audio")).toThrow(InvitationError);
  expect(bob.answers.kindFor(call.snapshot)).toBe("video");
});

test("a session that is over shows and begins nothing", async () => {
  const { clock, ada, bob } = createWorld();
  ada.invitations.place("bob", { kind: "chat" });
  await clock.advance(1_000);
  ada.over.abort();
  const before = ada.store.state;
  bob.invitations.accept(bob.store.state.calls[0]?.key ?? "", "", undefined);
  await clock.advance(1_000);
  expect(bob.begun).toEqual(["accepted chat"]);
  expect(ada.begun).toEqual([]);
  expect(ada.store.state).toBe(before);
});
