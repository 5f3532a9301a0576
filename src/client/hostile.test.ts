// Texts of strangers, through the real path: nothing changes, nothing throws, nothing rings.
import { describe, expect, test, vi } from "vitest";
import type { PeerId } from "../core/ids.ts";
import type { Stats } from "../index.ts";
import { createCall, ringingAt } from "../testing/clients.fixture.ts";

/** Ada has rung bob, and mallory has a channel to bob on which to say anything. */
async function attack() {
  const call = await createCall();
  const log = vi.fn();
  const cat = call.join("cat", { log });
  const local = call.ada.createLocalInvitation("cat", { content: "private" }).send();
  await call.clock.settle();
  const transport = call.network.join("mallory");
  transport.start({ stateChanged: () => {}, incoming: () => {}, failed: () => {} });
  const channel = transport.connect("cat" as PeerId);
  const closed = vi.fn();
  channel.start({ opened: () => {}, text: () => {}, doubted: () => {}, closed });
  await call.clock.settle();
  const say = async (text: unknown): Promise<void> => {
    channel.send(text as string);
    await call.clock.settle();
  };
  return { ...call, cat, local, remote: ringingAt(cat), log, say, closed };
}

/** What was counted between two readings, without what every text and answer counts. */
function counted(before: Stats, after: Stats): Partial<Record<keyof Stats, number>> {
  const names = (Object.keys(after) as (keyof Stats)[]).filter(
    (name) => !["framesSent", "framesReceived"].includes(name),
  );
  return Object.fromEntries(
    names.flatMap((name) => (after[name] === before[name] ? [] : [[name, after[name] - before[name]]])),
  );
}

const id = "invitation-1";
const frame = (fields: object): string => JSON.stringify(fields);

const HOSTILE: readonly (readonly [name: string, text: unknown, counter: keyof Stats])[] = [
  ["not JSON", "{{{", "frameNotJson"],
  ["empty", "", "frameNotJson"],
  ["huge", "x".repeat(10_000_000), "frameTooLarge"],
  ["huge JSON", frame({ t: "invite", id, ttlMs: 60_000, content: "x".repeat(70_000) }), "frameTooLarge"],
  ["a number", 7, "frameMalformed"],
  ["bytes", new Uint8Array(8), "frameMalformed"],
  ["null", "null", "frameMalformed"],
  ["an array", "[]", "frameMalformed"],
  ["without a kind", frame({ id }), "frameMalformed"],
  ["a wrong type", frame({ t: "invite", id, ttlMs: "soon", content: "hi" }), "frameMalformed"],
  ["a missing field", frame({ t: "invite", id, ttlMs: 60_000 }), "frameMalformed"],
  [
    "content that is too long",
    frame({ t: "invite", id, ttlMs: 60_000, content: "é".repeat(5_000) }),
    "frameMalformed",
  ],
  ["an invitation for ever", frame({ t: "invite", id, ttlMs: 1e15, content: "" }), "frameMalformed"],
  ["a lone surrogate", `{"t":"invite","id":"${id}","ttlMs":60000,"content":"\\ud83d"}`, "frameMalformed"],
  ["__proto__", `{"__proto__":{"t":"invite"},"id":"${id}"}`, "frameMalformed"],
  ["the kind __proto__", '{"t":"__proto__"}', "frameUnknown"],
  ["the kind constructor", frame({ t: "constructor", id }), "frameUnknown"],
  ["a kind of a later version", frame({ t: "later", id }), "frameUnknown"],
  ["an accept that nobody waits for", frame({ t: "accept", id, response: "" }), "frameStray"],
];

describe("hostile texts", () => {
  test.each(HOSTILE)(
    "R12.2 %s: counted, one line in the log, and that is all",
    async (_name, text, counter) => {
      const { cat, local, remote, log, say, closed } = await attack();
      const [before, stats, snapshot] = [cat.snapshot, cat.stats, remote.snapshot];
      await say(text);
      expect(counted(stats, cat.stats)).toEqual({ [counter]: 1 });
      expect(log).toHaveBeenCalledOnce();
      expect(String(log.mock.calls[0]?.[0])).toMatch(/^mallory: .{5,120}$/);
      expect(cat.snapshot).toBe(before);
      expect([remote.snapshot, local.state]).toEqual([snapshot, "received"]);
      expect(closed).not.toHaveBeenCalled();
    },
  );

  test.each(["accept", "refuse", "gone", "received", "confirm", "cancel"])(
    "R7.1 %s with the id of somebody else's invitation: no change",
    async (t) => {
      const { cat, local, remote, log, say } = await attack();
      const [before, snapshot] = [cat.snapshot, remote.snapshot];
      await say(frame({ t, id: local.id, reason: "canceled", response: "" }));
      expect(cat.snapshot).toBe(before);
      expect(remote.snapshot).toBe(snapshot);
      expect(local.state).toBe("received");
      expect(log).toHaveBeenCalledOnce();
    },
  );

  test("R14.1 a flood cuts its sender off, and nobody else", async () => {
    const { cat, remote, log, say, closed, clock, local } = await attack();
    for (let i = 0; i < 201; i += 1) await say('{"t":"pong"}');
    expect(cat.stats.peersHeldOff).toBe(1);
    expect(log.mock.calls).toEqual([["mallory: sent too many frames and is held off"]]);
    expect(closed).toHaveBeenCalledOnce();
    remote.accept();
    await clock.settle();
    expect(local.state).toBe("accepted");
  });

  test("reasons of a later version are understood as the first of their list", async () => {
    const { cat, say } = await attack();
    const invite = { t: "invite", id, ttlMs: 60_000, content: "" };
    await say(frame(invite));
    const ringing = cat.invitations.find((it) => it.id === id);
    await say(frame({ t: "cancel", id, reason: "bored" }));
    expect(ringing?.snapshot.outcome).toEqual({ kind: "canceled", reason: "canceled", content: "" });
  });
});
