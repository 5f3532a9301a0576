// What the broker of this project answers over HTTP: a new access token (`POST renew`), and STUN and TURN servers (`GET ice`).
// Another broker knows neither path. Nothing of an answer is believed before its form was checked, and no token gets into an error.
import { InvitationError } from "../base/pure/errors.ts";
import type { Fresh } from "./renewal.ts";

/** Where a Peer looks for its broker, as completed by PeerJS. */
export interface BrokerAddress {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly path?: string | undefined;
  readonly secure?: boolean | undefined;
}

/** One request of a peer. */
export interface Request {
  readonly address: BrokerAddress;
  readonly id: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly abort: AbortSignal;
}

/** PeerJS sends a token in an address, and the broker takes at most this many characters. */
const TOKEN = /^[!-~]{1,1024}$/;
/** The most servers that are taken. A browser warns of more than four. */
const SERVERS_MAX = 20;
/** How much of the broker's words is repeated, in UTF-16 units. */
const SAID_MAX = 200;
/** The longest answer that is read, in UTF-16 units. */
const ANSWER_MAX = 65_536;

/** Whether `value` can be a token of a Peer. */
export function isToken(value: unknown): value is string {
  return typeof value === "string" && TOKEN.test(value);
}

/**
 * Asks the broker for a new token in exchange for the present one. Resolves with undefined if the broker has no access
 * tokens.
 */
export async function renewToken(request: Request): Promise<Fresh<string> | undefined> {
  const answer = await ask("POST", "renew", request);
  if (answer === undefined) return undefined;
  const { token } = answer;
  if (!isToken(token)) throw unreadable("renew");
  return { value: token, lifeMs: lifeOf(answer, "renew") };
}

/** Asks the broker for STUN and TURN servers. Resolves with undefined if the broker has none. */
export async function askForIce(request: Request): Promise<Fresh<readonly RTCIceServer[]> | undefined> {
  const answer = await ask("GET", "ice", request);
  if (answer === undefined) return undefined;
  const { iceServers } = answer;
  if (!Array.isArray(iceServers) || iceServers.length > SERVERS_MAX || !iceServers.every(isServer))
    throw unreadable("ice");
  return { value: Object.freeze(iceServers.map(copyServer)), lifeMs: lifeOf(answer, "ice") };
}

type Answer = { readonly [name: string]: unknown };

async function ask(
  method: "GET" | "POST",
  path: "ice" | "renew",
  { address, id, token, fetch, abort }: Request,
): Promise<Answer | undefined> {
  const base = `${address.secure ? "https" : "http"}://${address.host}:${address.port}${address.path}`;
  let status: number;
  let text: string;
  try {
    const response = await fetch(`${base}${path}?id=${encodeURIComponent(id)}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: abort,
    });
    status = response.status;
    text = await response.text();
  } catch (cause) {
    throw new InvitationError("broker-unreachable", `No answer came from ${base}${path}.`, {
      operation: path,
      cause,
    });
  }
  if (status === 404) return undefined;
  if (status === 200) return parse(text, path);
  const said = JSON.stringify(text.slice(0, SAID_MAX));
  const code = status === 429 || (status >= 500 && status !== 501) ? "broker-unreachable" : "broker-refused";
  const advice = status === 501 ? " Give keepAccess the option `getToken`." : "";
  throw new InvitationError(code, `The broker answers ${path} with ${status}: ${said}.${advice}`, {
    operation: path,
  });
}

function parse(text: string, path: string): Answer {
  try {
    const answer: unknown = text.length > ANSWER_MAX ? undefined : JSON.parse(text);
    if (typeof answer === "object" && answer !== null) return answer as Answer;
  } catch {
    // It is reported below.
  }
  throw unreadable(path);
}

function lifeOf({ expiresInMs }: Answer, path: string): number {
  if (typeof expiresInMs === "number" && Number.isFinite(expiresInMs)) return Math.max(0, expiresInMs);
  throw unreadable(path);
}

function unreadable(path: string): InvitationError {
  return new InvitationError("broker-refused", `The broker's answer to ${path} cannot be read.`, {
    operation: path,
  });
}

function isServer(value: unknown): value is RTCIceServer {
  if (typeof value !== "object" || value === null) return false;
  const { urls, username, credential } = value as Answer;
  const isText = (it: unknown) => it === undefined || typeof it === "string";
  return (
    Array.isArray(urls) && urls.length > 0 && urls.every(isUrl) && isText(username) && isText(credential)
  );
}

function isUrl(value: unknown): boolean {
  return typeof value === "string" && /^(?:stuns?|turns?):./i.test(value);
}

function copyServer({ urls, username, credential }: RTCIceServer): RTCIceServer {
  return {
    urls: [...urls],
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}
