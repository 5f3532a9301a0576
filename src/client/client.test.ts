// The client object: its state, its snapshot, its invitations, its counters and its log.
import { describe, expect, test, vi } from "vitest";
import { createInvitationClient, DEFAULT_LIMITS, type InvitationClientSnapshot } from "../index.ts";
import { createCall, createScene, errorOf, ringingAt } from "../testing/clients.fixture.ts";
import { createFakeClock, createMemoryNetwork } from "../testing/index.ts";

describe("a client", () => {
  test("is online with its id from the start if the network is", () => {
    const ada = createScene().join("ada");
    const { policy } = ada;
    expect(ada.snapshot).toEqual({ state: "online", peerId: "ada", invitations: [], calls: [], policy });
    expect([ada.state, ada.peerId, ada.invitations]).toEqual(["online", "ada", []]);
  });

  test("follows the broker, and reports it", () => {
    const { network, join } = createScene();
    const ada = join("ada");
    const states: string[] = [];
    ada.on("changed", (snapshot) => states.push(snapshot.state));
    network.setBroker(false);
    network.setBroker(true);
    expect(states).toEqual(["offline", "online"]);
  });

  test("has one frozen snapshot until something changes", async () => {
    const { ada, local, clock } = await createCall();
    const before = ada.snapshot;
    expect(ada.snapshot).toBe(before);
    const seen: InvitationClientSnapshot[] = [];
    ada.on("changed", (snapshot) => seen.push(snapshot));
    local.send();
    const { policy } = ada;
    expect(seen).toEqual([{ state: "online", peerId: "ada", invitations: [local], calls: [], policy }]);
    expect(ada.snapshot).toBe(seen[0]);
    expect(Object.isFrozen(ada.snapshot) && Object.isFrozen(ada.invitations)).toBe(true);
    await clock.settle();
    expect(ada.snapshot).toBe(seen[0]);
    expect(before.invitations).toEqual([]);
  });

  test("lists what is open in both directions, the oldest first, and nothing that has ended", async () => {
    const { ada, clock, join } = await createCall();
    ada.setPolicy({ whenBusy: "ring" });
    const cat = join("cat");
    const first = ada.createLocalInvitation("bob").send();
    await clock.settle();
    cat.createLocalInvitation("ada").send();
    await clock.settle();
    const second = ringingAt(ada);
    const third = ada.createLocalInvitation("dan").send();
    expect(ada.invitations).toEqual([first, second, third]);
    second.refuse();
    expect(ada.invitations).toEqual([first, third]);
    first.cancel();
    third.cancel();
    expect(ada.invitations).toEqual([]);
  });

  test("the role of a listed invitation identifies its kind", async () => {
    const { ada, bob, clock } = await createCall();
    ada.createLocalInvitation("bob").send();
    await clock.settle();
    const names = [ada, bob].flatMap(({ invitations }) =>
      invitations.map((it) => (it.role === "local" ? `to ${it.callee}` : `from ${it.caller}`)),
    );
    expect(names).toEqual(["to bob", "from ada"]);
  });

  test("an invitation that was not sent is not listed", async () => {
    const { ada, local } = await createCall();
    expect(local.state).toBe("idle");
    expect(ada.invitations).toEqual([]);
  });

  test("gives every invitation an id of its own, or one from newId", () => {
    const { join } = createScene();
    const ada = join("ada");
    const ids = new Set(Array.from({ length: 100 }, () => ada.createLocalInvitation("bob").id));
    expect(ids.size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{21}$/);
    const cat = join("cat", { newId: () => "my-own-id-1" });
    expect(cat.createLocalInvitation("bob").id).toBe("my-own-id-1");
  });

  test("counts, in a new object each time", async () => {
    const { ada, bob, ring } = await createCall();
    const before = ada.stats;
    await ring();
    expect(before.invitationsSent).toBe(0);
    expect(ada.stats).toMatchObject({ invitationsSent: 1, invitationsRung: 0 });
    expect(bob.stats).toMatchObject({ invitationsSent: 0, invitationsRung: 1, framesReceived: 5 });
    expect(ada.stats).not.toBe(ada.stats);
  });

  test("uses the system's clock if no other is given", async () => {
    const network = createMemoryNetwork();
    const ada = createInvitationClient(network.join("ada"));
    const bob = createInvitationClient(network.join("bob"));
    bob.on("invitation", (invitation) => invitation.accept("yes"));
    const { outcome } = ada.createLocalInvitation("bob").send();
    expect(await outcome).toEqual({ kind: "accepted", response: "yes" });
    await Promise.all([ada.close(), bob.close()]);
  });
});

describe("options", () => {
  const clock = createFakeClock();

  test.each([undefined, null, 7, "ada", {}, { on: () => {} }])(
    "%j is neither a Peer nor a Transport",
    (peer) => {
      const error = errorOf(() => createInvitationClient(peer as never));
      expect(error).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
      expect(error.message).toMatch(
        /^Cannot createInvitationClient: .* is neither a PeerJS Peer nor a Transport\.$/,
      );
    },
  );

  test.each([
    [{ ttlMs: 4_999 }, "ttlMs must be a whole number from 5000 to 600000 (ms)"],
    [{ ttlMs: "60" }, "ttlMs must be a whole number from 5000 to 600000 (ms)"],
    [{ rememberMs: 5 }, "rememberMs is fixed at 300000 ms"],
    [{ ttl: 60 }, "ttl is not a limit; limits are deliverTimeoutMs, ttlMs"],
  ])("the limits %j are refused at once", (limits, problem) => {
    const transport = createMemoryNetwork().join("ada");
    const error = errorOf(() => createInvitationClient(transport, { clock, limits: limits as never }));
    expect(error).toMatchObject({ code: "invalid-option", operation: "createInvitationClient" });
    expect(error.message).toContain(`Cannot createInvitationClient: ${problem}`);
  });

  test("a limit that is left undefined is the default", async () => {
    const ada = createInvitationClient(createMemoryNetwork().join("ada"), {
      clock,
      limits: { ttlMs: undefined } as never,
    });
    const local = ada.createLocalInvitation("bob").send();
    // Until it is received, the time limit is how long we try to reach the peer.
    expect(local.snapshot.expiresAtMs).toBe(clock.nowMs() + DEFAULT_LIMITS.deliverTimeoutMs);
  });

  test("limits apply: the client's, and before them the invitation's own", async () => {
    const { join, clock: time } = createScene();
    const ada = join("ada", { limits: { ttlMs: 20_000 } });
    expect(ada.createLocalInvitation("bob").send().snapshot.expiresAtMs).toBe(time.nowMs() + 20_000);
    const brief = ada.createLocalInvitation("bob", { ttlMs: 5_000 }).send();
    expect(brief.snapshot.expiresAtMs).toBe(time.nowMs() + 5_000);
  });

  test.each([2_999, 600_001, 3_000.5, "60000", null])("createLocalInvitation refuses ttlMs %j", (ttlMs) => {
    const error = errorOf(() =>
      createScene()
        .join("ada")
        .createLocalInvitation("bob", { ttlMs: ttlMs as never }),
    );
    expect(error).toMatchObject({ code: "invalid-option", operation: "createLocalInvitation" });
    expect(error.message).toBe(
      "Cannot createLocalInvitation: ttlMs must be a whole number from 5000 to 600000 (ms).",
    );
  });

  test("log gets a line for an invitation that was turned away", async () => {
    const { join, clock: time } = createScene();
    const log = vi.fn();
    join("bob", { limits: { openPerPeerMax: 1 }, log });
    const ada = join("ada");
    ada.createLocalInvitation("bob").send();
    const second = ada.createLocalInvitation("bob").send();
    await time.settle();
    expect(log.mock.calls).toEqual([[`ada: did not ring for ${second.id}: refuse`]]);
    expect(second.snapshot.outcome).toEqual({ kind: "refused", reason: "busy", response: "" });
  });
});

describe("R9.2 glare", () => {
  /** Two invitations that cross. Ada's id is the smaller one, so her invitation counts. */
  async function crossing(onGlare?: () => "accept" | "ring") {
    const { join, clock: time } = createScene();
    const ada = join("ada", { newId: () => "aaaaaaaa" });
    const bob = join("bob", { newId: () => "bbbbbbbb", ...(onGlare && { onGlare }) });
    await time.settle();
    const [ours, theirs] = [ada.createLocalInvitation("bob"), bob.createLocalInvitation("ada")];
    ours.send();
    theirs.send();
    await time.settle();
    return { ada, bob, ours, theirs };
  }

  test("R9.2 the loser accepts the winner without asking", async () => {
    const { ada, bob, ours, theirs } = await crossing();
    expect(ours.snapshot.outcome).toEqual({ kind: "accepted", response: "" });
    expect(theirs.snapshot.outcome).toEqual({ kind: "canceled", reason: "superseded", content: "" });
    expect([ada.invitations, bob.invitations]).toEqual([[], []]);
  });

  test("R9.2 with onGlare ring it rings, and onGlare gets both", async () => {
    const onGlare = vi.fn(() => "ring" as const);
    const { bob, ours, theirs } = await crossing(onGlare);
    expect(onGlare.mock.calls).toEqual([[ringingAt(bob), theirs]]);
    expect(ours.state).toBe("received");
    expect(theirs.snapshot.outcome?.kind).toBe("canceled");
  });

  test("R9.5 the invitation that counts names the one of ours that it replaced, so that the app starts what ours asked for", async () => {
    const { join, clock: time } = createScene();
    const ada = join("ada", { newId: () => "aaaaaaaa" });
    const bob = join("bob", { newId: () => "bbbbbbbb" });
    const accepted = vi.fn();
    bob.on("invitation", (invitation) => {
      expect(invitation.replaces?.content).toBe("just a chat?");
      invitation.once("accepted", () => accepted(invitation.replaces, invitation.snapshot.replaces));
    });
    ada.createLocalInvitation("bob", { content: "video!", kind: "video" }).send();
    bob.createLocalInvitation("ada", { content: "just a chat?", kind: "data" }).send();
    await time.settle();
    const replaced = {
      id: "bbbbbbbb",
      content: "just a chat?",
      kind: "data",
      name: undefined,
      channelId: undefined,
    };
    expect(accepted.mock.calls).toEqual([[replaced, replaced]]);
    expect(Object.isFrozen(accepted.mock.calls[0]?.[0])).toBe(true);
  });

  test("an invitation that its own listener accepted is not accepted twice", async () => {
    const { join, clock: time } = createScene();
    const ada = join("ada", { newId: () => "aaaaaaaa" });
    const bob = join("bob", { newId: () => "bbbbbbbb" });
    bob.on("invitation", (invitation) => invitation.accept("mine"));
    const ours = ada.createLocalInvitation("bob").send();
    bob.createLocalInvitation("ada").send();
    await time.settle();
    expect(await ours.outcome).toEqual({ kind: "accepted", response: "mine" });
  });
});

describe("every observable object", () => {
  test("subscribe reports each new snapshot, to each subscriber, until it unsubscribes", async () => {
    const { ada, local, ring } = await createCall();
    const [ofClient, ofInvitation, other] = [vi.fn(), vi.fn(), vi.fn()];
    const ends = [ada.subscribe(ofClient), local.subscribe(ofInvitation), local.subscribe(ofInvitation)];
    local.subscribe(other);
    const before = local.snapshot;
    await ring();
    expect(local.snapshot).not.toBe(before);
    expect(ofInvitation.mock.calls.length).toBe(2 * other.mock.calls.length);
    expect(ofInvitation.mock.calls[0]).toEqual([]);
    expect(ofClient).toHaveBeenCalled();
    for (const end of ends.slice(0, 2)) end();
    const [told, toldClient] = [other.mock.calls.length, ofClient.mock.calls.length];
    ofInvitation.mockClear();
    local.cancel();
    expect(ofInvitation.mock.calls.length).toBe(other.mock.calls.length - told);
    expect(ofClient.mock.calls.length).toBe(toldClient);
  });

  test("an invitation carries its kind and its caller's name, in snapshots, when it is missed and when it is replaced", async () => {
    const { ada, bob, clock } = await createCall();
    const words = { content: "lunch?", kind: "video", name: "Ada L.", channelId: "room" };
    const missed = vi.fn();
    bob.on("missed", missed);
    const local = ada.createLocalInvitation("bob", words).send();
    await clock.settle();
    const remote = ringingAt(bob);
    for (const it of [local, local.snapshot, remote, remote.snapshot]) expect(it).toMatchObject(words);
    local.cancel();
    await clock.settle();
    expect(missed.mock.calls[0]?.[0]).toMatchObject(words);
    const bare = ada.createLocalInvitation("bob");
    expect([bare.kind, bare.name, bare.channelId]).toEqual([undefined, undefined, undefined]);
  });

  test("an invitation has the other peer and a key of its own, and so does its snapshot", async () => {
    const { local, ring } = await createCall();
    const remote = await ring();
    expect([local.peer, remote.peer]).toEqual(["bob", "ada"]);
    expect([local.key, remote.key]).toEqual([`local/bob/${local.id}`, `remote/ada/${local.id}`]);
    for (const { snapshot, peer, key } of [local, remote]) expect(snapshot).toMatchObject({ peer, key });
  });
});
