// What one input changes and changes back: a remote invitation that is deferred behind one of ours and let go at once.
import { expect, test } from "vitest";
import { createRemote, type RemoteRecord } from "../core/invitation/remote-record.ts";
import type { InvitationId, PeerId } from "../core/wire/ids.ts";
import { RemoteInvitation } from "./remote-invitation.ts";

const NEW = createRemote(
  "bob" as PeerId,
  { id: "invitation-1" as InvitationId, ttlMs: 60_000, content: "" },
  0,
);
const WAITING = { expiresAtMs: 60_000, graceUntilMs: undefined, hushed: true, rang: true } as const;
const IGNORED: RemoteRecord = { ...NEW, state: { kind: "ignored", ...WAITING } };
const DEFERRED: RemoteRecord = { ...NEW, state: { kind: "deferred", ...WAITING } };

test("`changed` fires for nothing that is as the listeners know it, and the snapshot is the one they have", () => {
  const invitation = new RemoteInvitation(IGNORED, "linked", {} as never);
  const before = invitation.snapshot;
  const changes: string[] = [];
  invitation.on("changed", ({ state }) => changes.push(state));
  const tellings = [DEFERRED, IGNORED].map((record) => invitation.take(record, "linked"));
  for (const tell of tellings) tell?.();
  expect(changes).toEqual([]);
  expect(invitation.snapshot).toBe(before);
  invitation.take(DEFERRED, "linked")?.();
  invitation.take(IGNORED, "linked")?.();
  expect(changes).toEqual(["deferred", "ignored"]);
});
