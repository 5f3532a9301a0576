// Keeps a caller's open invitations across a reload. The reloaded page resumes them under the same ids, so that none
// rings twice and none is left ringing.

import { readGroup } from "../core/invitation/group.ts";
import { createLocal, LOCAL, type LocalRecord } from "../core/invitation/local-invitation.ts";
import { decodeFrame, encodeFrame } from "../core/wire/codec.ts";
import { isPeerId } from "../core/wire/ids.ts";

/** A place for one text that outlives the page. Both functions may throw; the client then goes on without a storage. */
export interface InvitationStorage {
  /** The text that was saved last; null or undefined if there is none. */
  load(): string | null | undefined;
  save(text: string): void;
}

/** A storage in the tab's `sessionStorage`. It survives a reload, and ends with the tab. Two clients need two keys. */
export function createSessionStorage(key = "peer-invite"): InvitationStorage {
  return {
    load: () => sessionStorage.getItem(key),
    save: (text) => sessionStorage.setItem(key, text),
  };
}

/** Saves the open records of `records`, each with the time at which it ends. */
export function saveOpen(storage: InvitationStorage, records: Iterable<LocalRecord>, nowMs: number): void {
  const kept = [...records].flatMap((record) => {
    const frame = LOCAL.statement(record, nowMs);
    if (frame?.t !== "invite") return [];
    return [{ callee: record.peer, endsAtMs: nowMs + frame.ttlMs, invite: encodeFrame(frame) }];
  });
  storage.save(JSON.stringify(kept));
}

/** The saved records that have time left, as if they were sent now with that time. Unreadable ones are skipped. */
export function loadOpen(storage: InvitationStorage, nowMs: number): LocalRecord[] {
  const kept: unknown = JSON.parse(storage.load() ?? "[]");
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry: Record<string, unknown> | null) => {
    const { callee, endsAtMs, invite } = entry ?? {};
    const decoded = decodeFrame(invite);
    if (!decoded.ok || decoded.frame.t !== "invite" || !isPeerId(callee)) return [];
    const { id } = decoded.frame;
    // If the clock was set back since, the invitation must not get more time.
    const ttlMs = Math.min(Math.floor(Number(endsAtMs) - nowMs), decoded.frame.ttlMs);
    const group = decoded.frame.group && readGroup(decoded.frame.group);
    return ttlMs > 0 ? [createLocal({ ...decoded.frame, id, peer: callee, ttlMs, group })] : [];
  });
}
