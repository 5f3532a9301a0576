// What a peer is called: by the name that the person here has kept for a contact, or by the name that it gives itself, with its id
// behind it. A name that a peer gives itself proves nothing.
import { looksLike, plainName } from "peer-invite/ui/functions";
import type { Personal } from "./person.ts";

/** Somebody at the other end. Only a caller says a name. */
export interface Somebody {
  readonly role: "local" | "remote";
  readonly peer: string;
  readonly name: string | undefined;
}

/** A name as a part of a sentence, and as a whole. */
export interface Naming {
  /** Cut, and in a direction of its own. */
  readonly short: string;
  readonly whole: string;
}

type Known = Pick<Personal, "contacts" | "names">;

/** A sentence has room for this much of a name alone, and of a name and an id. */
const ALONE_MAX = 32;
const BOTH_MAX = 20;
/** More than a name can have. */
const WHOLE_MAX = 400;

/** What somebody is called. */
export function namingOf(somebody: Somebody, known: Known): Naming {
  const { peer } = somebody;
  const kept = keptName(peer, known);
  if (kept !== undefined) return { short: plainName(kept, ALONE_MAX), whole: plainName(kept, WHOLE_MAX) };
  const said = saidName(somebody);
  if (said === undefined) return { short: plainName(peer, ALONE_MAX), whole: plainName(peer, WHOLE_MAX) };
  return {
    short: `${plainName(said, BOTH_MAX)} (${plainName(peer, BOTH_MAX)})`,
    whole: `${plainName(said, WHOLE_MAX)} (${plainName(peer, WHOLE_MAX)})`,
  };
}

/** The name that the person here has kept for a contact; undefined if there is none. */
export function keptName(peer: string, { contacts, names }: Known): string | undefined {
  return contacts.includes(peer) && Object.hasOwn(names, peer) ? names[peer] : undefined;
}

/** The name that a caller gives itself; undefined if it says none, or one that nobody sees. */
export function saidName({ role, peer, name = "" }: Somebody): string | undefined {
  const isSeen = role === "remote" && plainName(name, WHOLE_MAX).trim() !== "" && name !== peer;
  return isSeen ? name : undefined;
}

/** The contact that somebody looks like and is not; undefined if there is none. */
export function imitated(somebody: Somebody, known: Known): string | undefined {
  const { contacts } = known;
  if (contacts.includes(somebody.peer)) return undefined;
  const theirs = [somebody.peer, saidName(somebody) ?? ""];
  const contact = contacts.find((peer) =>
    [peer, keptName(peer, known) ?? ""].some((name) => theirs.some((their) => looksLike(their, name))),
  );
  return contact && plainName(keptName(contact, known) ?? contact, ALONE_MAX);
}
