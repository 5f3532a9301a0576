// Who this tab is: a name and a broker token in sessionStorage, so that two tabs are two peers and a reload is the same one.
import { createSessionStorage, type InvitationStorage } from "peer-invite";
import { claimToken } from "./claim.ts";

const NAME = "peer-invite-demo.name";
const TOKEN = "peer-invite-demo.token";
const PROBE = "peer-invite-demo.probe";
const CALLS = "peer-invite-demo.calls";

/** What is known of a tab when its page starts. */
export interface Tab {
  /** The name it was online with. */
  readonly name: string | undefined;
  /** Set when this tab is a copy of another one that is open and has this name. */
  readonly copyOf?: string;
}

/** Where the browser keeps nothing for a page, what is kept ends with it. */
const kept = findStorage() ?? createShortMemory();

/** The tab's storage, if it can be written to. */
function findStorage(): Storage | undefined {
  try {
    sessionStorage.setItem(PROBE, "");
    sessionStorage.removeItem(PROBE);
    return sessionStorage;
  } catch {
    return undefined;
  }
}

function createShortMemory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** Where the tab keeps the calls that it has placed, for a reload. */
export function callsStorage(): InvitationStorage | undefined {
  return findStorage() && createSessionStorage(CALLS);
}

/**
 * Makes sure that this tab is the only one with its token. A duplicated tab has a copy of the other's storage: with the
 * same name and token it would take the other's place at the broker, so it forgets both.
 */
export async function claimTab(): Promise<Tab> {
  const name = kept.getItem(NAME) ?? undefined;
  if (await claimToken(readToken())) return { name };
  kept.removeItem(NAME);
  kept.removeItem(TOKEN);
  kept.removeItem(CALLS);
  await claimToken(readToken());
  return name === undefined ? { name } : { name: undefined, copyOf: name };
}

/** The tab's broker token, made when first asked for. */
export function readToken(): string {
  const known = kept.getItem(TOKEN);
  if (known !== null) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const token = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  kept.setItem(TOKEN, token);
  return token;
}

/** Keeps the name for a reload. */
export function storeName(name: string): void {
  kept.setItem(NAME, name);
}

/** Forgets the name; the next reload starts at the first screen. */
export function forgetName(): void {
  kept.removeItem(NAME);
}
