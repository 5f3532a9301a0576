// What the scene's apps have in common: the Peer, and what they say. Each shows the same page with its own framework.
import type { InvitationSnapshot } from "peer-invite";
import type { CallOptions, CallSnapshot } from "peer-invite/call";
import type { Peer } from "peerjs";
import { createPeer } from "../lab/peer.ts";

/** An app of the scene. A hot reload imports its module again, under another address. */
export interface App {
  /** The address of the module, which it has from the bundler. */
  readonly url: string;
  /** Shows the app in `root`. Returns a function that takes it away. */
  mount(root: HTMLElement): () => void;
}

const parameters = new URLSearchParams(location.search);
/** The peer of this page. */
export const self = parameters.get("self") ?? "";
/** The peer that the button Call calls. */
export const other = parameters.get("other") ?? "";

/** Every Peer that the page has made, the oldest first. An app that is evaluated again adds to the same ones. */
export const peers: Peer[] = [];

/** How often a component of the app was mounted. */
export const mounted = { count: 0 };

/** As an app that can be rendered on a server writes it. It keeps its id over a reload. */
export async function create(): Promise<Peer> {
  const token = sessionStorage.getItem("token") ?? crypto.randomUUID();
  sessionStorage.setItem("token", token);
  await import("peerjs");
  const peer = createPeer({ id: self, token });
  peers.push(peer);
  return peer;
}

/** The options of every call: nothing outside this machine. */
export const CALL: CallOptions = { config: { iceServers: [] } };

/** What the page says about the call. */
export function wordsOf(invitation: InvitationSnapshot | undefined, call: CallSnapshot | undefined): string {
  if (call?.end !== undefined) return `over: ${call.end.reason}`;
  if (call !== undefined) return call.state;
  if (invitation === undefined) return "idle";
  return (invitation.role === "local" && invitation.progress) || invitation.state;
}
