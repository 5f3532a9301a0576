// A call to several people: whom the form names, and which of the page's calls belong to it.
import type { GroupSnapshot } from "peer-invite/group";
import type { Call } from "./calls.ts";

/** The ids that a person has typed, without repetition. An id may have a space, so only commas part them. */
export function idsIn(text: string): readonly string[] {
  const ids = text.split(/[,，、;；]/).map((id) => id.trim());
  return [...new Set(ids.filter((id) => id !== ""))];
}

/** Whether a call is one of several, and not the one that was answered. The card of all, or of that one, stands for it. */
export function isOneOfSeveral({ key, talk, snapshot }: Call, group: GroupSnapshot | undefined): boolean {
  if (talk !== undefined || snapshot.role !== "local") return false;
  const { outcome } = snapshot;
  // After a reload there is no card of all, so that those that still ring have their own.
  if (snapshot.group !== undefined && outcome !== undefined) return true;
  return group?.members.some(({ invitation }) => invitation?.key === key) === true;
}
