// What survives a reload: the open invitations of a caller.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createInvitationClient, createSessionStorage } from "../index.ts";
import { createScene, ringingAt } from "../testing/clients.fixture.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A storage in a variable that a test can read. */
function createStorage(text?: string) {
  const storage = {
    text,
    load: () => storage.text,
    save: (saved: string) => {
      storage.text = saved;
    },
  };
  return storage;
}

const invite = (id: string, ttlMs = 60_000): string =>
  JSON.stringify({ t: "invite", id, ttlMs, content: "hi" });

describe("a reload", () => {
  test("R4.1 continues what is open, under the same id and with the time that is left", async () => {
    const { join, clock, network } = createScene();
    const bob = join("bob");
    const storage = createStorage();
    const first = join("ada", { storage })
      .createLocalInvitation("bob", { content: "hi", channelId: "room" })
      .send();
    await clock.settle();
    await clock.advance(500);
    network.crash("ada");
    const again = createInvitationClient(network.join("ada"), { clock, storage });
    const [restored] = again.invitations;
    const endsAtMs = clock.nowMs() + 59_500;
    expect(restored?.snapshot).toMatchObject({
      id: first.id,
      callee: "bob",
      content: "hi",
      channelId: "room",
      state: "sent",
      expiresAtMs: clock.nowMs() + 30_000,
    });
    await clock.advance(1_000);
    expect(restored?.snapshot.expiresAtMs).toBe(endsAtMs);
    expect(ringingAt(bob).id).toBe(first.id);
    expect(bob.stats.invitationsRung).toBe(1);
    expect(restored?.state).toBe("received");
  });

  test("nothing is kept of what has ended or was never sent", async () => {
    const { join } = createScene();
    const storage = createStorage();
    const ada = join("ada", { storage });
    ada.createLocalInvitation("bob");
    expect(storage.text).toBeUndefined();
    const local = ada.createLocalInvitation("bob").send();
    expect(JSON.parse(storage.text ?? "")).toHaveLength(1);
    local.cancel();
    expect(storage.text).toBe("[]");
  });

  test("an entry that cannot be read or has no time left is ignored", () => {
    const { join, clock } = createScene();
    const endsAtMs = clock.nowMs() + 20_000;
    const entries = [
      { callee: "bob", endsAtMs, invite: "rubbish" },
      { callee: "bob", endsAtMs, invite: '{"t":"ping"}' },
      { callee: "no peer!", endsAtMs, invite: invite("invitation-2") },
      { callee: "bob", endsAtMs: clock.nowMs(), invite: invite("invitation-3") },
      { callee: "bob", invite: invite("invitation-4") },
      null,
      7,
      { callee: "bob", endsAtMs, invite: invite("invitation-5") },
    ];
    const ada = join("ada", { storage: createStorage(JSON.stringify(entries)) });
    expect(ada.invitations.map(({ id }) => id)).toEqual(["invitation-5"]);
  });

  test.each([undefined, "null", "{}", "7"])("a storage that holds %s holds nothing", (text) => {
    expect(createScene().join("ada", { storage: createStorage(text) }).invitations).toEqual([]);
  });

  test("a storage that throws, or contains rubbish, is reported, and the client continues without it", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const full = new Error("full");
    const { join } = createScene();
    const ada = join("ada", {
      storage: {
        load: () => "{",
        save: () => {
          throw full;
        },
      },
    });
    expect(reported).toHaveBeenCalledExactlyOnceWith(expect.any(SyntaxError));
    expect(ada.createLocalInvitation("bob").send().state).toBe("sent");
    expect(reported).toHaveBeenLastCalledWith(full);
  });
});

describe("createSessionStorage", () => {
  test("keeps one text for each key in the tab's storage", () => {
    const items = new Map<string, string>();
    vi.stubGlobal("sessionStorage", {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, text: string) => items.set(key, text),
    });
    const [one, two] = [createSessionStorage(), createSessionStorage("two")];
    one.save("a");
    two.save("b");
    expect([one.load(), two.load(), createSessionStorage("three").load()]).toEqual(["a", "b", null]);
    expect([...items.keys()]).toEqual(["peer-invite", "two"]);
  });
});
