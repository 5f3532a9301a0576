// Who is a mate of a call that is on (rule R20.4).
import type { RemoteRecord } from "../core/invitation/remote-record.ts";
import type { Invitation } from "./kinds.ts";

/**
 * Whether an invitation comes from a mate: a call of the same group is on here in which everyone may answer, and the caller of that named
 * this one's caller.
 */
export function isOfMate({ peer, group }: RemoteRecord, calls: readonly Invitation[]): boolean {
  return calls.some((call) => {
    const ours = call.role === "remote" ? call.group : undefined;
    return ours?.mode === "all" && ours.id === group?.id && ours.mates?.includes(peer) === true;
  });
}
