// What outlives a reload: the invitations that a caller has open. A reloaded page goes on with them, under the same ids, so
// that nothing rings twice and nothing is left ringing.

import { createLocal, LOCAL, type LocalRecord } from "../core/invitation/local-invitation.ts";
import { decodeFrame, encodeFrame } from "../core/wire/codec.ts";
import { isPeerId } from "../core/wire/ids.ts";

/** A place for one text that outlives the page. Both functions may throw; the client then does without. */
export interface InvitationStorage {
  /** The text saved last; null or undefined when there is none. */
  load(): string | null | undefined;
  save(text: string): void;
}

/** A storage in the tab's `sessionStorage`: it survives a reload, and ends with the tab. Two clients need two keys. */
export function createSessionStorage(key = "peer-invite"): InvitationStorage {
  return {
    load: () => sessionStorage.getItem(key),
    save: (text) => sessionStorage.setItem(key, text),
  };
}

/** Saves the open ones of `records`, each with the time when it ends. */
export function saveOpen(storage: InvitationStorage, records: Iterable<LocalRecord>, nowMs: number): void {
  const kept = [...records].flatMap((record) => {
    const frame = LOCAL.statement(record, nowMs);
    if (frame?.t !== "invite") return [];
    return [{ callee: record.peer, endsAtMs: nowMs + frame.ttlMs, invite: encodeFrame(frame) }];
  });
  storage.save(JSON.stringify(kept));
}

/** What was saved and has time left, as if it were sent now with that time. What cannot be read is passed over. */
export function loadOpen(storage: InvitationStorage, nowMs: number): LocalRecord[] {
  const kept: unknown = JSON.parse(storage.load() ?? "[]");
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry: Record<string, unknown> | null) => {
    const { callee, endsAtMs, invite } = entry ?? {};
    const decoded = decodeFrame(invite);
    if (!decoded.ok || decoded.frame.t !== "invite" || !isPeerId(callee)) return [];
    const { id } = decoded.frame;
    // A clock that was set back since does not make it longer.
    const ttlMs = Math.min(Math.floor(Number(endsAtMs) - nowMs), decoded.frame.ttlMs);
    return ttlMs > 0 ? [createLocal({ ...decoded.frame, id, peer: callee, ttlMs })] : [];
  });
}
