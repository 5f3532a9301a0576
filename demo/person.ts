// What one person has chosen: contacts, and who may ring. Stored under the name, because two tabs are two people.
import { readJson, writeJson } from "./settings.ts";

/** What happens to a call that comes in during another one. */
export const BUSY = ["refuse", "ring"] as const;
/** See {@link BUSY}. */
export type WhenBusy = (typeof BUSY)[number];

/** The choices of one person. */
export interface Personal {
  /** Names, in alphabetical order. */
  readonly contacts: readonly string[];
  /** The names that the person has kept for contacts, by their ids. */
  readonly names: { readonly [id: string]: string };
  /** The person's own name, as others see it. Empty for none. */
  readonly displayName: string;
  readonly doNotDisturb: boolean;
  readonly contactsOnly: boolean;
  /** Whether nobody connects, and so sees this page's network address, before a call is accepted. */
  readonly hideAddress: boolean;
  readonly whenBusy: WhenBusy;
}

/** The choices of a person who has chosen nothing. */
export const NOTHING_CHOSEN: Personal = {
  contacts: [],
  names: {},
  displayName: "",
  doNotDisturb: false,
  contactsOnly: false,
  hideAddress: false,
  whenBusy: "refuse",
};

const keyFor = (name: string): string => `peer-invite-demo.person.${name}`;

/** The stored choices of `name`. */
export function loadPersonal(name: string): Personal {
  const { contacts, names, displayName, doNotDisturb, contactsOnly, hideAddress, whenBusy } = readJson(
    keyFor(name),
  );
  return {
    contacts: Array.isArray(contacts) ? contacts.filter((it) => typeof it === "string") : [],
    names: Object.fromEntries(
      Object.entries(names ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
    displayName: typeof displayName === "string" ? displayName : "",
    doNotDisturb: doNotDisturb === true,
    contactsOnly: contactsOnly === true,
    hideAddress: hideAddress === true,
    whenBusy: BUSY.find((it) => it === whenBusy) ?? NOTHING_CHOSEN.whenBusy,
  };
}

/** Stores the choices of `name`. */
export function storePersonal(name: string, personal: Personal): void {
  writeJson(keyFor(name), personal);
}

/** `contacts`, with `peer` or without. */
export function withContact(contacts: readonly string[], peer: string, isIn: boolean): readonly string[] {
  const others = contacts.filter((contact) => contact !== peer);
  return isIn ? [...others, peer].sort((a, b) => a.localeCompare(b)) : others;
}
