// Two peers on a network in memory, with a chart at both ends, and words for the charts.
import {
  createInvitationClient,
  type Invitation,
  type InvitationSnapshot,
  type LocalInvitation,
  type RemoteInvitation,
} from "../../index.ts";
import { createFakeClock, createSimulatedNetwork } from "../../testing/index.ts";
import { type ChartRecord, recordChange } from "./records.ts";
import { TONE_OF } from "./tones.ts";
import type { ChartWords } from "./words.ts";

const FRAMES = ["invite", "received", "accept", "confirm", "refuse", "cancel", "gone"] as const;
const NOTES = [
  "created",
  "discarded",
  "reaching-broker",
  "reaching-peer",
  "peer-absent",
  "link-lost",
  "link-back",
  "deferred",
  "ignored",
  "busy",
  "superseded",
  "closed",
  "peer-offline",
  "peer-unreachable",
  "peer-no-response",
  "broker-offline",
  "expired",
  "peer-closed",
  "peer-lost",
  "unconfirmed",
  "caller-lost",
  "answered-earlier",
] as const;

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;

/** Every word stands for itself. */
export const PLAIN_WORDS: ChartWords = {
  title: "What happened",
  lanes: { caller: "calls", callee: "is called" },
  states: same(Object.keys(TONE_OF) as (keyof typeof TONE_OF)[]),
  frames: same(FRAMES),
  notes: same(NOTES),
  unseen: "arrival unknown",
  told: "as known here",
  empty: "Nothing yet",
};

/** Records at one end, kept as an app does. */
export interface Charted {
  records: readonly ChartRecord[];
}

/** Ada and bob, 20 ms apart, and their charts. */
export async function createChartedPair() {
  const clock = createFakeClock();
  const network = createSimulatedNetwork(clock, 1);
  network.conditions = { latencyMs: [20, 20], loss: 0, duplication: 0, reordering: 0 };
  const ends: Record<"ada" | "bob", Charted> = { ada: { records: [] }, bob: { records: [] } };
  const follow = (end: Charted, invitation: Invitation): void => {
    let before: InvitationSnapshot | undefined;
    const seen = (now: InvitationSnapshot): void => {
      end.records = recordChange(end.records, before, now, clock.nowMs());
      before = now;
    };
    if (invitation.role === "local") invitation.on("changed", seen);
    else invitation.on("changed", seen);
    seen(invitation.snapshot);
  };
  const join = (id: "ada" | "bob") => {
    let count = 0;
    // Ada's ids come before bob's, which decides between two invitations that cross.
    const newId = (): string => `${id}-invitation-${count++}`;
    const client = createInvitationClient(network.join(id), { clock: network.clockOf(id), newId });
    client.on("invitation", (invitation) => follow(ends[id], invitation));
    return client;
  };
  const [ada, bob] = [join("ada"), join("bob")];
  await clock.advance(100);
  const call = (from: "ada" | "bob", content = ""): LocalInvitation => {
    const client = from === "ada" ? ada : bob;
    const invitation = client.createLocalInvitation(from === "ada" ? "bob" : "ada", { content });
    follow(ends[from], invitation);
    return invitation;
  };
  const ringing = (): RemoteInvitation => {
    const found = bob.invitations.find((it) => it.role === "remote");
    if (found?.role !== "remote") throw new Error("Nothing rings at bob.");
    return found;
  };
  return { clock, network, ada, bob, call, ringing, ends };
}

/** A record in short: its arrow, its note and its states. */
export function shortly({ arrow, note, states = {}, quote, self }: ChartRecord): string {
  const out = self === "caller" ? "→" : "←";
  const back = self === "caller" ? "←" : "→";
  const parts = [
    arrow && `${arrow.known === "sent" ? out : back} ${arrow.frame}`,
    note,
    ...Object.entries(states).map(([lane, state]) => `${lane}=${state}`),
    quote && `“${quote}”`,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}
