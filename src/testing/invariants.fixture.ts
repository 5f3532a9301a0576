// The invariants of docs/SPEC.md that compare the two ends of one invitation.

/** How an invitation ended at one end. */
export type Ended = { readonly kind: string; readonly reason?: string };

/** What is wrong with the two ends of one invitation, with the number of the invariant; undefined if nothing is. */
export function disagreement(ours: Ended, theirs: Ended): string | undefined {
  const ends = `caller ${ours.kind} (${ours.reason}), callee ${theirs.kind} (${theirs.reason})`;
  const failed = [ours, theirs].some(({ kind, reason }) => kind === "failed" && reason !== "expired");
  const oneAccepted = (ours.kind === "accepted") !== (theirs.kind === "accepted");
  if (oneAccepted && !failed) return `S2: ${ends}`;
  const bothActed = ours.kind === "canceled" && theirs.kind === "refused";
  const anyFailed = ours.kind === "failed" || theirs.kind === "failed";
  return ours.kind !== theirs.kind && !anyFailed && !bothActed ? `S4: ${ends}` : undefined;
}
