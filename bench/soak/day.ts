// A day of a crowd in simulated time: people who call each other all day on a network with problems, and what is left over.
// Everything uses the package's public names.
import { createInvitationClient, type InvitationClient, type RemoteInvitation } from "peer-invite";
import { createFakeClock, createSimulatedNetwork } from "peer-invite/testing";

const PEOPLE = 20;
/** Each person places a call in each of these periods, at a random moment. */
const CALL_EVERY_MS = 60_000;
const SAMPLE_EVERY_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const CONDITIONS = { latencyMs: [5, 80], loss: 0.01, duplication: 0.005, reordering: 0.05 } as const;
const PARTITION_MS = 30_000;
const BROKER_AWAY_MS = 60_000;

/** What existed at one moment of the day, long after the last call before it. */
export interface Sample {
  readonly hour: number;
  /** With the garbage collected. */
  readonly heapBytes: number;
  readonly timers: number;
  readonly channels: number;
  readonly openInvitations: number;
}

/** The whole day. */
export interface Day {
  readonly samples: readonly Sample[];
  readonly invitations: number;
  /** How many invitations ended in each way, at their callers. */
  readonly ends: Readonly<Record<string, number>>;
}

/** Simulates so many hours. Each quarter of an hour everybody pauses until all is quiet, and a sample is taken. */
export async function liveThrough(hours: number): Promise<Day> {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, 1);
  network.conditions = CONDITIONS;
  const { random } = network;
  const ids = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
  const clients = ids.map((id) => createInvitationClient(network.join(id), { clock: network.clockOf(id) }));
  const ends: Record<string, number> = {};
  const samples: Sample[] = [];
  let invitations = 0;

  const later = (ms: number, act: () => void): void => void clock.schedule(clock.nowMs() + ms, act);
  const answer = (invitation: RemoteInvitation): void => {
    const how = random.integer(0, 3);
    later(random.integer(500, 15_000), () => {
      if (invitation.state !== "ringing") return;
      if (how === 0) invitation.refuse();
      else if (how === 1) invitation.ignore();
      else invitation.accept();
    });
    invitation.on("accepted", () => talk(invitation));
  };
  const talk = (invitation: Parameters<typeof lineOf>[0]): void => {
    const line = lineOf(invitation);
    for (let count = 0; count < 3; count += 1) line.send({ count });
    later(random.integer(1_000, 20_000), () => line.close());
  };
  const call = (client: InvitationClient): void => {
    const others = ids.filter((id) => id !== client.peerId);
    const invitation = client.createLocalInvitation(others[random.integer(0, others.length - 1)] ?? "");
    invitation.on("accepted", () => talk(invitation));
    void invitation.outcome.then(({ kind }) => {
      ends[kind] = (ends[kind] ?? 0) + 1;
    });
    invitations += 1;
    invitation.send();
    if (random.chance(0.2))
      later(random.integer(0, 10_000), () => isOpen(invitation.state) && invitation.cancel());
  };
  for (const client of clients) client.on("invitation", answer);

  const quarters = (hours * HOUR_MS) / SAMPLE_EVERY_MS;
  for (let quarter = 1; quarter <= quarters; quarter += 1) {
    // The last minutes of a quarter are quiet, so what still exists then stays.
    const busyMs = SAMPLE_EVERY_MS - 8 * 60_000;
    for (let atMs = 0; atMs < busyMs; atMs += CALL_EVERY_MS) {
      for (const client of clients) later(atMs + random.integer(0, CALL_EVERY_MS), () => call(client));
    }
    later(random.integer(0, busyMs), () => trouble());
    // Everything here uses the clock, so no timer has to wait for microtasks. So a day takes minutes.
    clock.tick(SAMPLE_EVERY_MS);
    await clock.settle();
    samples.push({
      hour: (quarter * SAMPLE_EVERY_MS) / HOUR_MS,
      heapBytes: heapUsed(),
      timers: clock.timers,
      channels: network.openChannels,
      openInvitations: clients.reduce((sum, client) => sum + client.invitations.length, 0),
    });
  }
  return { samples, invitations, ends };

  function trouble(): void {
    const [a, b] = [ids[random.integer(0, 9)] ?? "", ids[random.integer(10, 19)] ?? ""];
    if (random.chance(0.5)) {
      network.partition(a, b);
      later(PARTITION_MS, () => network.heal(a, b));
    } else {
      network.setBroker(false);
      later(BROKER_AWAY_MS, () => network.setBroker(true));
    }
  }
}

const isOpen = (state: string): boolean => state === "sent" || state === "received";

function lineOf(invitation: { openLine(): ReturnType<RemoteInvitation["openLine"]> }) {
  return invitation.openLine();
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error("Run Node with --expose-gc to weigh the heap.");
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
