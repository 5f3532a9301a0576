// What belongs to a name: contacts and who may ring. Kept in localStorage under the name, since two tabs are two people.
import { readJson, writeJson } from "./settings.ts";

/** What a call does that comes in while another one is on. */
export const BUSY = ["refuse", "ring"] as const;
/** See {@link BUSY}. */
export type WhenBusy = (typeof BUSY)[number];

/** The choices of one person. */
export interface Personal {
  /** Names, in the order of the alphabet. */
  readonly contacts: readonly string[];
  readonly doNotDisturb: boolean;
  readonly contactsOnly: boolean;
  readonly whenBusy: WhenBusy;
}

/** What holds for somebody who chose nothing. */
export const NOTHING_CHOSEN: Personal = {
  contacts: [],
  doNotDisturb: false,
  contactsOnly: false,
  whenBusy: "refuse",
};

const keyFor = (name: string): string => `peer-invite-demo.person.${name}`;

/** What `name` has chosen before. */
export function loadPersonal(name: string): Personal {
  const { contacts, doNotDisturb, contactsOnly, whenBusy } = readJson(keyFor(name));
  return {
    contacts: Array.isArray(contacts) ? contacts.filter((it) => typeof it === "string") : [],
    doNotDisturb: doNotDisturb === true,
    contactsOnly: contactsOnly === true,
    whenBusy: BUSY.find((it) => it === whenBusy) ?? NOTHING_CHOSEN.whenBusy,
  };
}

/** Keeps what `name` has chosen. */
export function storePersonal(name: string, personal: Personal): void {
  writeJson(keyFor(name), personal);
}

/** The contacts with `peer` among them, or without it. */
export function withContact(contacts: readonly string[], peer: string, isIn: boolean): readonly string[] {
  const others = contacts.filter((contact) => contact !== peer);
  return isIn ? [...others, peer].sort((a, b) => a.localeCompare(b)) : others;
}
