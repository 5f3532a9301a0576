// Who this tab is: a name and a broker token in sessionStorage. Two tabs are two peers, and a reload is the same peer.
import { nanoid } from "nanoid";
import { createSessionStorage, type InvitationStorage } from "peer-invite";
import { claimToken } from "./claim.ts";

const NAME = "peer-invite-demo.name";
const TOKEN = "peer-invite-demo.token";
const PROBE = "peer-invite-demo.probe";
const CALLS = "peer-invite-demo.calls";

/** What the page knows of its tab when it starts. */
export interface Tab {
  /** The name that the tab was online with before a reload. */
  readonly name: string | undefined;
  /** The name of another open tab that this one was duplicated from. */
  readonly copyOf?: string;
}

/** Where the tab keeps its name and token. In memory if the browser denies the page its storage. */
const kept = findStorage() ?? createShortMemory();

/** The tab's storage; undefined if it cannot be written to. */
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

/** Where the calls of this tab are kept over a reload; undefined if the browser stores nothing. */
export function callsStorage(): InvitationStorage | undefined {
  return findStorage() && createSessionStorage(CALLS);
}

/**
 * Makes sure that no other tab has this one's token. A duplicated tab starts with a copy of the other's storage. With the same
 * name and token it would take the other's place at the broker, so it forgets both.
 */
export async function claimTab(): Promise<Tab> {
  const name = kept.getItem(NAME) ?? undefined;
  if (await claimToken(readToken())) return { name };
  for (const key of [NAME, TOKEN, CALLS]) kept.removeItem(key);
  await claimToken(readToken());
  return { name: undefined, ...(name !== undefined && { copyOf: name }) };
}

/** The tab's broker token, which nobody can guess. Made when it is first asked for. */
export function readToken(): string {
  const token = kept.getItem(TOKEN) ?? nanoid();
  kept.setItem(TOKEN, token);
  return token;
}

/** Keeps the name, so that the tab goes online with it again after a reload. */
export function storeName(name: string): void {
  kept.setItem(NAME, name);
}

/** Forgets the name, so that a reload leads to the first screen. */
export function forgetName(): void {
  kept.removeItem(NAME);
}
