// Groups of up to nine callees on bad networks, many runs, each from its own seed: GROUP_RUNS (100 in `npm test`) from GROUP_SEED.
import { expect, test } from "vitest";
import { createInvitationClient, type InvitationClient, type RemoteInvitation } from "../index.ts";
import { createFakeClock, createSimulatedNetwork } from "../testing/index.ts";
import { createGroupInvitation, type GroupOptions } from "./index.ts";

const RUNS = Number(process.env["GROUP_RUNS"] ?? 100);
const FIRST_SEED = Number(process.env["GROUP_SEED"] ?? 1);
const MODES = ["first", "next", "all"] as const;
/** How long a ring may outlive a caller that vanished, in ms. */
const VANISHED_MS = 9_000;

interface Run {
  readonly accepted: number;
  readonly elsewhere: number;
  readonly crashed: boolean;
}

/** One group, from the first ring until nothing is open any more. Throws if a rule is broken. */
async function run(seed: number): Promise<Run> {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, seed);
  const { random } = network;
  const mode = random.pick(MODES);
  const isBad = random.chance(0.6);
  // A channel loses nothing; posts do.
  network.conditions = {
    latencyMs: [5, random.integer(20, 400)],
    loss: 0,
    duplication: isBad ? 0.05 : 0,
    reordering: 0,
  };
  const make = (id: string): InvitationClient =>
    createInvitationClient(network.join(id), { clock: network.clockOf(id), whenBusy: "ring" });
  const host = make("host");
  const names = Array.from({ length: random.integer(2, 9) }, (_, n) => `peer${n}`);
  const rung: RemoteInvitation[] = [];
  const missed: string[] = [];
  for (const name of names) {
    if (random.chance(0.1)) continue;
    const client = make(name);
    client.on("missed", ({ id }) => missed.push(id));
    client.on("invitation", (invitation) => {
      rung.push(invitation);
      const answer = random.pick(["accept", "accept", "refuse", "ignore", "nothing"] as const);
      clock.schedule(clock.nowMs() + random.integer(0, 3_000), () => {
        if (invitation.state === "ringing" && answer !== "nothing") invitation[answer]();
      });
    });
    // Some call the host themselves, just then.
    if (random.chance(0.1))
      clock.schedule(clock.nowMs() + random.integer(0, 500), () => {
        client.createLocalInvitation("host").send();
      });
  }
  await clock.advance(random.integer(0, 200));
  const options: GroupOptions = {
    mode,
    clock: network.clockOf("host"),
    ttlMs: 30_000,
    ...(mode === "next" && { memberTtlMs: 8_000, ...(random.chance(0.5) && { staggerMs: 2_000 }) }),
  };
  const group = createGroupInvitation(host, names, options).send();
  for (let part = 0; part < 4; part += 1) {
    await clock.advance(random.integer(100, 1_500));
    const other = random.pick(names);
    if (isBad && random.chance(0.3)) network.partition("host", other);
    if (isBad && random.chance(0.3)) network.cut("host", other);
    if (random.chance(0.5)) network.heal("host", other);
  }
  const crashed = isBad && random.chance(0.2);
  if (crashed) {
    network.crash("host");
    await clock.advance(VANISHED_MS + 1_000);
    const ringing = rung.filter(({ state }) => state === "ringing" || state === "ignored");
    if (ringing.length > 0) throw new Error(`${ringing.length} ring after the caller vanished`);
  }
  for (const name of names) network.heal("host", name);
  await clock.advance(120_000);

  const own = rung.filter(({ group: it }) => it?.id === group.id);
  const there = own.filter(({ state }) => state === "accepted").map(({ id }) => id);
  const members = group.snapshot.members;
  const here = members.flatMap(({ invitation }) => (invitation?.state === "accepted" ? [invitation.id] : []));
  const elsewhere = own.filter(
    ({ snapshot: { outcome } }) => outcome?.kind === "canceled" && outcome.reason === "answered-elsewhere",
  );
  if (mode !== "all" && here.length > 1) throw new Error(`${here.length} are accepted in ${mode}`);
  if (mode !== "all" && there.length > 1) throw new Error(`${there.length} callees are accepted in ${mode}`);
  if (!crashed && there.some((id) => !here.includes(id)))
    throw new Error("a callee is accepted, and not its caller");
  if (elsewhere.some(({ id }) => missed.includes(id))) throw new Error("what another answered was missed");
  if (mode === "all" && elsewhere.length > 0) throw new Error("a call to all was answered elsewhere");
  const open = rung.filter(({ state }) => ["ringing", "ignored", "accepting", "deferred"].includes(state));
  if (open.length > 0) throw new Error(`${open.length} are open at the end`);
  if (!crashed && mode !== "all" && group.state !== "ended") throw new Error(`the group is ${group.state}`);
  if (!crashed && mode !== "all" && group.snapshot.outcome?.kind === "unanswered" && here.length > 0)
    throw new Error("it was answered, and says it was not");
  return { accepted: there.length, elsewhere: elsewhere.length, crashed };
}

test(`R20.2 at most one is accepted, and nobody rings on, in ${RUNS} runs from seed ${FIRST_SEED}`, {
  timeout: 60_000 + RUNS * 100,
}, async () => {
  const runs: Run[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
    try {
      runs.push(await run(seed));
    } catch (cause) {
      throw new Error(`seed ${seed}: ${cause}`, { cause });
    }
  }
  const sum = (of: (it: Run) => number) => runs.reduce((total, it) => total + of(it), 0);
  const [accepted, elsewhere] = [sum((it) => it.accepted), sum((it) => it.elsewhere)];
  const crashes = runs.filter(({ crashed }) => crashed).length;
  console.info(
    `${RUNS} groups: ${accepted} accepted, ${elsewhere} answered elsewhere, ${crashes} callers vanished`,
  );
  for (const often of [accepted, elsewhere]) expect(often).toBeGreaterThan(RUNS / 2);
});
