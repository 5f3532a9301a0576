// Two people whose pages crash, whose channels are cut and whose broker goes away, at random. Then all is well, and one calls the
// other: the call must ring, be seen to ring, and be accepted at both ends. LAST_CALL_RUNS is the number of runs of each network.
import { expect, test } from "vitest";
import { createInvitationClient, type InvitationClient } from "../index.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createSimulatedNetwork } from "./simulated-network.ts";

const RUNS = Number(process.env["LAST_CALL_RUNS"] ?? 150);
const NAMES = ["ada", "bob"] as const;
type Name = (typeof NAMES)[number];
const OTHER = { ada: "bob", bob: "ada" } as const;

/** The networks: how long everything takes, and whether channels open. */
const NETWORKS = {
  fair: { latencyMs: [5, 40], channels: true },
  slow: { latencyMs: [50, 300], channels: true },
  "without channels": { latencyMs: [5, 40], channels: false },
} as const;

/** What a person does with everything that is open. */
function act(client: InvitationClient, what: "cancel" | "refuse" | "accept"): void {
  for (const invitation of client.invitations) {
    if (invitation.role === "local") {
      if (what === "cancel" && invitation.state !== "idle") invitation.cancel();
    } else if (what !== "cancel" && invitation.state === "ringing") invitation[what]();
  }
}

/** One run. Returns what went wrong, with all that happened before. */
async function run(seed: number, { latencyMs, channels }: (typeof NETWORKS)[keyof typeof NETWORKS]) {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, seed);
  const { random } = network;
  network.conditions = { ...network.conditions, latencyMs };
  if (!channels) network.partition("ada", "bob");
  const join = (name: Name): InvitationClient =>
    createInvitationClient(network.join(name), { clock: network.clockOf(name) });
  const clients = { ada: join("ada"), bob: join("bob") };
  const log: string[] = [];
  const deeds: { readonly [deed: string]: (name: Name) => void } = {
    calls: (name) => void clients[name].createLocalInvitation(OTHER[name]).send(),
    cancels: (name) => act(clients[name], "cancel"),
    refuses: (name) => act(clients[name], "refuse"),
    accepts: (name) => act(clients[name], "accept"),
    crashes: (name) => {
      network.crash(name);
      clients[name] = join(name);
    },
    "loses the channel": () => network.cut("ada", "bob"),
    "loses the broker": () => network.setBroker(false),
  };
  for (let step = random.integer(1, 8); step > 0; step -= 1) {
    const [name, deed] = [random.pick(NAMES), random.pick(Object.keys(deeds))];
    deeds[deed]?.(name);
    log.push(`${name} ${deed}`);
    await clock.advance(random.integer(0, random.pick([200, 4_000])));
    network.setBroker(true);
  }
  for (const name of NAMES) for (const what of ["cancel", "refuse"] as const) act(clients[name], what);
  // What was being accepted has its end by then. Channels to dead pages stay.
  await clock.advance(12_000);
  const caller = random.pick(NAMES);
  const local = clients[caller].createLocalInvitation(OTHER[caller]).send();
  // A dead channel is noticed in this time.
  await clock.advance(5_000);
  const seen: string[] = [];
  const far = () => clients[OTHER[caller]].invitations.find(({ id }) => id === local.id);
  for (let ms = 0; ms < 8_000; ms += 500) {
    seen.push(`${local.state} / ${far()?.state}`);
    await clock.advance(500);
  }
  act(clients[OTHER[caller]], "accept");
  const remote = far();
  await clock.advance(5_000);
  seen.push(`${local.state} / ${remote?.state}`);
  await Promise.all(NAMES.map((name) => clients[name].close()));
  const isWell = seen.slice(0, -1).every((it) => it === "received / ringing");
  if (isWell && seen.at(-1) === "accepted / accepted") return [];
  return [`seed ${seed}: ${log.join(", ")}, ${caller} calls: ${[...new Set(seen)].join(", ")}`];
}

test.each(Object.keys(NETWORKS) as (keyof typeof NETWORKS)[])(
  "L2 the last call rings and is accepted, whatever happened before: %s",
  { timeout: 10_000 + RUNS * 100 },
  async (name) => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= RUNS; seed += 1) wrong.push(...(await run(seed, NETWORKS[name])));
    expect(wrong).toEqual([]);
  },
);
