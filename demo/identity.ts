// Who this tab is: a name and a broker token in sessionStorage, so that two tabs are two peers and a reload is the same one.
import { claimToken } from "./claim.ts";

const NAME = "peer-invite-demo.name";
const TOKEN = "peer-invite-demo.token";
/** Where the tab keeps the calls that it has placed, for a reload. */
export const CALLS = "peer-invite-demo.calls";

/** What is known of a tab when its page starts. */
export interface Tab {
  /** The name it was online with. */
  readonly name: string | undefined;
  /** Set when this tab is a copy of another one that is open and has this name. */
  readonly copyOf?: string;
}

/**
 * Makes sure that this tab is the only one with its token. A duplicated tab has a copy of the other's storage: with the
 * same name and token it would take the other's place at the broker, so it forgets both.
 */
export async function claimTab(): Promise<Tab> {
  const name = sessionStorage.getItem(NAME) ?? undefined;
  if (await claimToken(readToken())) return { name };
  sessionStorage.removeItem(NAME);
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(CALLS);
  await claimToken(readToken());
  return name === undefined ? { name } : { name: undefined, copyOf: name };
}

/** The tab's broker token, made when first asked for. */
export function readToken(): string {
  const known = sessionStorage.getItem(TOKEN);
  if (known !== null) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const token = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem(TOKEN, token);
  return token;
}

/** Keeps the name for a reload. */
export function storeName(name: string): void {
  sessionStorage.setItem(NAME, name);
}

/** Forgets the name; the next reload starts at the first screen. */
export function forgetName(): void {
  sessionStorage.removeItem(NAME);
}
