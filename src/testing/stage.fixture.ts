// A host, and those whom it may call, on a network in memory with a clock that the tests move.

import { createGroupInvitation, type GroupInvitation, type GroupOptions } from "../group/index.ts";
import { createInvitationClient, type InvitationClient, type MissedInvitation } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "./index.ts";

/** A host, and the clients of those whom it may call. */
export function createStage(...names: string[]) {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const join = (name: string): InvitationClient => createInvitationClient(network.join(name), { clock });
  const host = join("host");
  const peers = Object.fromEntries(names.map((name) => [name, join(name)])) as Record<
    string,
    InvitationClient
  >;
  const missed: MissedInvitation[] = [];
  for (const peer of Object.values(peers)) peer.on("missed", (it) => missed.push(it));
  const group = (members: string[], options: GroupOptions = {}) =>
    createGroupInvitation(host, members, { clock, ...options });
  /** What rings at a peer. */
  const ringing = (name: string) =>
    peers[name]?.invitations.filter(({ role, state }) => role === "remote" && state === "ringing") ?? [];
  const answer = (name: string, how: "accept" | "refuse", text = "") => {
    const [invitation] = ringing(name);
    if (invitation?.role !== "remote") throw new Error(`nothing rings at ${name}`);
    invitation[how](text);
  };
  return { clock, host, peers, missed, group, ringing, answer, join };
}

/** The state of each member. */
export const statesOf = ({ snapshot }: GroupInvitation) =>
  Object.fromEntries(snapshot.members.map(({ peer, state }) => [peer, state]));
