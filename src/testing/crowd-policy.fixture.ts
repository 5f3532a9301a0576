// The policy of a person in a crowd, and whether an invitation that rings may ring (invariant S9).
import type {
  Invitation,
  InvitationClient,
  MissedInvitation,
  PolicyOptions,
  RemoteInvitation,
} from "../index.ts";
import { DEFAULT_LIMITS } from "../index.ts";
import type { Random } from "./random.ts";

/** A random policy, which may refuse one of `names`. */
export function anyPolicy(random: Random, names: readonly string[]): PolicyOptions {
  const isHidden = random.chance(0.2);
  const unwanted = random.chance(0.2) ? random.pick(names) : undefined;
  return {
    whenBusy: random.chance(0.5) ? "ring" : "refuse",
    doNotDisturb: random.chance(0.1),
    mayRing: (caller) => caller !== unwanted,
    mayConnect: () => !isHidden,
  };
}

const peerOf = (it: Invitation): string => (it.role === "local" ? it.callee : it.caller);

/**
 * The breach of rule R10.7 by an invitation that `client` refused as busy, if the only cause is what an earlier life of the
 * caller's page left open. `isOld`: whether an invitation of that caller is from an earlier life.
 */
export function busyBreach(
  { calls, invitations }: InvitationClient,
  { caller, reason }: MissedInvitation,
  isOld: (id: string) => boolean,
): string | undefined {
  const open = [...calls, ...invitations];
  const counts = open.some((it) => it.role === "local" || it.caller !== caller || !isOld(it.id));
  if (reason !== "busy" || counts || open.length >= DEFAULT_LIMITS.openPerPeerMax) return undefined;
  return "R10.7: refused as busy with an earlier life of its caller";
}

/** What is wrong with `invitation` starting to ring at `client`, whose page has seen `all`. */
export function ringBreach(
  client: InvitationClient,
  invitation: RemoteInvitation,
  all: readonly Invitation[],
): string | undefined {
  // It superseded one of ours. The snapshot shows that before the event.
  const crosses = all.some((it) => {
    if (it.role !== "local" || it.callee !== invitation.caller) return false;
    const { outcome } = it.snapshot;
    return outcome?.kind === "canceled" && outcome.reason === "superseded";
  });
  if (crosses) return undefined;
  const { policy, calls, invitations } = client;
  if (policy.doNotDisturb) return "S9: rings though nobody is to disturb";
  if (!policy.mayRing(invitation.caller)) return "S9: rings though its caller may not";
  if (policy.whenBusy === "ring") return undefined;
  const others = invitations.filter((it) => it !== invitation && peerOf(it) !== invitation.caller);
  const pressing = others.find(
    ({ role, state }) => role === "local" || state === "ringing" || state === "accepting",
  );
  if (pressing !== undefined) return `S9: rings while ${pressing.role} ${pressing.id} is ${pressing.state}`;
  const call = calls.find((it) => peerOf(it) !== invitation.caller);
  return call && `S9: rings during the call ${call.id}`;
}
