// Makes the record of an invitation from what an app gives for it.
import { checkNames, checkSignal } from "../base/check.ts";
import { createLocal, type LocalRecord } from "../core/invitation/local-invitation.ts";
import type { PeerId } from "../core/wire/ids.ts";
import { checkGroup, checkInvitationId, checkLimit } from "./check.ts";
import type { LocalInvitationOptions } from "./local-invitation.ts";

const OPTIONS = [
  "content",
  "kind",
  "name",
  "channelId",
  "number",
  "ttlMs",
  "signal",
  "group",
] as const satisfies readonly (keyof LocalInvitationOptions)[];

/**
 * Makes the record. Texts are checked when it is sent.
 * @throws InvitationError `invalid-option`
 */
export function createRecord(
  peer: PeerId,
  options: LocalInvitationOptions,
  ttlMsOfClient: number,
  newId: () => string,
): LocalRecord {
  const operation = "createLocalInvitation";
  checkNames(options, OPTIONS, operation);
  const { ttlMs = ttlMsOfClient, signal } = options;
  checkLimit("ttlMs", ttlMs, operation);
  if (signal !== undefined) checkSignal(signal, operation);
  const group = options.group && checkGroup(options.group, operation);
  const id = checkInvitationId(newId(), operation);
  return createLocal({ ...options, id, peer, ttlMs, group });
}
