// The agents' seats in a crowd, on a network in memory: five agents and fifty callers.
import { createInvitationClient, type InvitationClient, type LocalInvitation } from "peer-invite";
import { createFakeClock, createSimulatedNetwork, FAIR_CONDITIONS } from "peer-invite/testing";
import { expect, test } from "vitest";
import { serve } from "./agent.js";
import { callQueue } from "./customer.js";
import { openQueue } from "./queue.js";

const TIMES = { ringMs: 10_000, restMs: 2_000 };

/** What an agent does with an offer. */
type Manner = "takes" | "refuses" | "does not answer";

/** A queue, its agents, and the calls that were reached, in order. */
function createCenter(manners: readonly Manner[], options: { readonly mode?: string } = {}, seed = 1) {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, seed);
  // Always as long, so that callers come in the order in which they call.
  network.conditions = { ...FAIR_CONDITIONS, latencyMs: [10, 10] };
  const clients = new Map<string, InvitationClient>();
  const join = (id: string, settings = {}): InvitationClient => {
    const made = createInvitationClient(network.join(id), { clock, ...settings });
    clients.set(id, made);
    return made;
  };
  const agents = manners.map((_, n) => `agent-${n + 1}`);
  const client = join("queue", { whenBusy: "ring" });
  const queue = openQueue(client, { agents, times: TIMES, clock, ...options });
  const reached: string[] = [];
  const talks: string[] = [];
  const ended: string[] = [];
  const offers = new Map<string, number>();
  for (const [n, id] of agents.entries()) {
    serve(join(id, { whenBusy: "ring" }), {
      queue: "queue",
      offered(invitation: { accept(): void; refuse(): void }) {
        offers.set(id, (offers.get(id) ?? 0) + 1);
        if (manners[n] === "takes") invitation.accept();
        if (manners[n] === "refuses") invitation.refuse();
      },
      calling(invitation: LocalInvitation, done: () => void) {
        invitation.once("accepted", () => {
          invitation.openLine();
          reached.push(`${invitation.callee} by ${id}`);
          clock.schedule(clock.nowMs() + 3_000, done);
        });
      },
    });
  }
  /** A customer calls, and stays on the agent's call. `hangsUpAfterMs`: leaves the queue after that time. */
  const call = (name: string, { expects = true } = {}) => {
    const places: number[] = [];
    const customer = join(name);
    if (!expects) customer.expectCall = () => Promise.resolve(undefined);
    const leave = callQueue(customer, {
      queue: "queue",
      placed: (place: number) => places.push(place),
      handed: (invitation: { openLine(): unknown }) => {
        invitation.openLine();
        talks.push(name);
      },
      over: (why: string) => ended.push(`${name}: ${why}`),
    });
    return { places, leave };
  };
  return { clock, queue, call, reached, ended, offers, network, join, clients, talks };
}

const namesOf = (reached: readonly string[]) => reached.map((it) => it.split(" ")[0]);

test.each(["next", "first"])(
  "fifty callers: each is reached once, in the order in which they came (%s)",
  async (mode) => {
    const { clock, call, reached, ended, queue } = createCenter(Array<Manner>(5).fill("takes"), { mode });
    const names = Array.from({ length: 50 }, (_, n) => `customer-${n + 1}`);
    for (const name of names) {
      call(name);
      await clock.advance(20);
    }
    await clock.advance(120_000);
    expect(namesOf(reached)).toEqual(names);
    expect(ended).toEqual([]);
    expect(queue.snapshot).toEqual({
      waiting: [],
      agents: [1, 2, 3, 4, 5].map((n) => ({ peer: `agent-${n}`, state: "free" })),
    });
  },
);

test.each([1, 2, 3])(
  "on a bad network, whose links break all the time, nobody is lost or reached twice (%i)",
  async (seed) => {
    const { clock, call, reached, network } = createCenter(Array<Manner>(5).fill("takes"), {}, seed);
    network.conditions = { latencyMs: [5, 80], loss: 0, duplication: 0.1, reordering: 0 };
    const names = Array.from({ length: 50 }, (_, n) => `customer-${n + 1}`);
    for (const [n, name] of names.entries()) {
      call(name);
      await clock.advance(100);
      network.cut(`customer-${Math.floor(n / 2) + 1}`, "queue");
      network.cut(`agent-${(n % 5) + 1}`, "queue");
    }
    await clock.advance(300_000);
    expect(namesOf(reached).toSorted()).toEqual(names.toSorted());
  },
);

test("every agent has a part of the work, and those who refuse or do not answer lose nobody", async () => {
  const manners: Manner[] = ["takes", "refuses", "does not answer", "takes", "refuses"];
  const { clock, call, reached, offers } = createCenter(manners);
  const names = Array.from({ length: 20 }, (_, n) => `customer-${n + 1}`);
  for (const name of names) call(name);
  await clock.advance(600_000);
  expect(namesOf(reached)).toEqual(names);
  expect(new Set(reached.map((it) => it.split(" by ")[1]))).toEqual(new Set(["agent-1", "agent-4"]));
  expect(offers.size).toBe(5);
});

test("a caller is told the place, moves up, and leaves the queue by hanging up", async () => {
  const { clock, call, queue, reached } = createCenter(["takes"]);
  call("ann");
  await clock.advance(500);
  const [ben, cleo] = [call("ben"), call("cleo")];
  await clock.advance(500);
  expect([ben.places, cleo.places]).toEqual([[1], [2]]);
  ben.leave();
  await clock.advance(500);
  expect(cleo.places.at(-1)).toBe(1);
  await clock.advance(20_000);
  expect(namesOf(reached)).toEqual(["ann", "cleo"]);
  expect(queue.snapshot.waiting).toEqual([]);
});

test("a caller whom the agent does not reach is first in line again, once, and then keeps nobody waiting", async () => {
  const { clock, call, queue, reached, ended } = createCenter(["takes"]);
  call("deaf", { expects: false });
  await clock.advance(500);
  call("ann");
  await clock.advance(500);
  expect(queue.snapshot.waiting).toEqual(["deaf", "ann"]);
  await clock.advance(10_000);
  expect(namesOf(reached)).toEqual(["ann"]);
  expect(ended).toEqual(["deaf: no agent could reach you"]);
});

test("a caller who says nothing, or lies, keeps no agent busy for ever", async () => {
  const { clock, join, call, queue, reached } = createCenter(["takes"]);
  for (const [name, words] of [
    ["silent", undefined],
    ["liar", "with an agent"],
  ] as const) {
    const invitation = join(name).createLocalInvitation("queue").send();
    await clock.advance(100);
    const line = invitation.openLine();
    if (words !== undefined) line.once("data", () => line.close(words));
  }
  call("ann");
  await clock.advance(180_000);
  expect(namesOf(reached)).toEqual(["ann"]);
  expect(queue.snapshot).toEqual({ waiting: [], agents: [{ peer: "agent-1", state: "free" }] });
});

test("a caller who leaves while the agent's call is being accepted is not left in a call", async () => {
  for (let afterMs = 60; afterMs <= 200; afterMs += 10) {
    const { clock, call, queue, clients, talks } = createCenter(["takes"]);
    const ann = call("ann");
    await clock.advance(afterMs);
    ann.leave();
    await clock.advance(60_000);
    // Unless the page has got the call by then: it shows it, and hangs up itself.
    expect(clients.get("ann")?.calls.length, `${afterMs} ms`).toBe(talks.length);
    expect(queue.snapshot).toEqual({ waiting: [], agents: [{ peer: "agent-1", state: "free" }] });
  }
});

test("a caller who leaves while an agent answers is not called, and the agent is free again", async () => {
  const { clock, call, queue } = createCenter(["does not answer"]);
  const ann = call("ann");
  await clock.advance(500);
  expect(queue.snapshot.waiting).toEqual(["ann"]);
  ann.leave();
  await clock.advance(1_000);
  expect(queue.snapshot).toEqual({ waiting: [], agents: [{ peer: "agent-1", state: "free" }] });
});

test("a caller whose page crashes leaves the queue, and so does an agent whose page does", async () => {
  const { clock, call, queue, network, reached } = createCenter(["takes", "takes"]);
  call("ann");
  await clock.advance(500);
  expect(reached).toEqual(["ann by agent-1"]);
  network.crash("agent-1");
  call("ben");
  await clock.advance(500);
  expect(reached).toEqual(["ann by agent-1", "ben by agent-2"]);
  const cleo = call("cleo");
  await clock.advance(500);
  expect(cleo.places).toEqual([1]);
  network.crash("cleo");
  await clock.advance(60_000);
  expect(queue.snapshot).toMatchObject({ waiting: [], agents: [{ state: "free" }, { state: "free" }] });
});
