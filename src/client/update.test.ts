// An app that changes an invitation while it is open.
import { describe, expect, test } from "vitest";
import { createCall, createScene, errorOf, noteEvents, ringingAt } from "../testing/clients.fixture.ts";

describe("update", () => {
  test("R6.5 the callee sees new words and a new time while it rings, and is told once of each change", async () => {
    const { local, ring, clock } = await createCall({ ttlMs: 10_000 });
    const remote = await ring();
    const notes = noteEvents(remote);
    await clock.advance(8_000);
    local.update({ content: "dinner?", kind: "audio", ttlMs: 20_000 });
    await clock.settle();
    expect(remote.snapshot).toMatchObject({ content: "dinner?", kind: "audio", channelId: "room-1" });
    expect(local.snapshot).toMatchObject({ state: "received", content: "dinner?", kind: "audio" });
    expect(notes).toEqual([["changed", "ringing"]]);
    await clock.advance(19_000);
    remote.accept();
    await clock.settle();
    expect([local.state, remote.state]).toEqual(["accepted", "accepted"]);
  });

  test("what is left out stays as it is", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    const { expiresAtMs } = local.snapshot;
    local.update({ kind: "video" });
    local.update({});
    await clock.settle();
    expect(remote.snapshot).toMatchObject({ content: "lunch?", kind: "video" });
    expect(local.snapshot.expiresAtMs).toBe(expiresAtMs);
  });

  test("before it has arrived counts too", async () => {
    const { local, bob, clock } = await createCall();
    local.send();
    local.update({ content: "now?" });
    await clock.settle();
    expect(ringingAt(bob).content).toBe("now?");
  });

  test("an answer that is on its way counts for what the callee saw, at both ends", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    local.update({ kind: "audio" });
    await clock.settle();
    remote.accept();
    local.update({ kind: "video", content: "new" });
    local.update({ content: "newer" });
    await clock.settle();
    expect([local.state, remote.state]).toEqual(["accepted", "accepted"]);
    for (const { content, kind } of [local, remote]) expect([content, kind]).toEqual(["lunch?", "audio"]);
  });

  test("more time counts for one that is still on its way, too", async () => {
    const { join, clock } = createScene();
    const ada = join("ada");
    await clock.settle();
    const local = ada.createLocalInvitation("nobody", { ttlMs: 5_000 }).send();
    await clock.advance(4_000);
    local.update({ ttlMs: 60_000 });
    await clock.advance(5_000);
    expect(local.state).toBe("sent");
  });

  test("outlives a reload of the caller's page", async () => {
    const { join, clock, network } = createScene();
    let kept: string | undefined;
    const storage = {
      load: () => kept,
      save: (text: string) => {
        kept = text;
      },
    };
    const [first, bob] = [join("ada", { storage }), join("bob")];
    await clock.settle();
    first.createLocalInvitation("bob", { content: "lunch?" }).send().update({ content: "dinner?" });
    await clock.settle();
    network.crash("ada");
    const second = join("ada", { storage });
    await clock.settle();
    const [resumed] = second.invitations;
    expect(resumed?.content).toBe("dinner?");
    if (resumed?.role === "local") resumed.update({ content: "supper?" });
    await clock.advance(10_000);
    expect(ringingAt(bob).content).toBe("supper?");
  });

  test.each([
    ["an unknown field", { name: "Eve" }, "invalid-option", "name"],
    ["no object", "audio", "invalid-option", "object"],
    ["a time that is too short", { ttlMs: 4_999 }, "invalid-option", "ttlMs"],
    ["content that is no text", { content: 7 }, "invalid-content", "content"],
    ["content that is too long", { content: "a".repeat(8_193) }, "content-too-long", "content"],
    ["a kind that is too long", { kind: "a".repeat(65) }, "content-too-long", "kind"],
  ])("refuses %s, and changes nothing", async (_name, changes, code, word) => {
    const { local, ring } = await createCall();
    await ring();
    const { snapshot } = local;
    const error = errorOf(() => local.update(changes as object));
    expect(error).toMatchObject({ code, operation: "update" });
    expect(error.message).toContain(word);
    expect(local.snapshot).toBe(snapshot);
  });

  test("is refused before send and after the end, and says what is allowed", async () => {
    const { local, ring, clock } = await createCall();
    expect(errorOf(() => local.update({}))).toMatchObject({
      code: "illegal-command",
      state: "idle",
      allowed: ["send"],
    });
    (await ring()).refuse();
    await clock.settle();
    expect(errorOf(() => local.update({}))).toMatchObject({ code: "illegal-command", state: "refused" });
  });
});
