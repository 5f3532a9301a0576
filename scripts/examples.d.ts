// What the examples of README.md assume: the objects of the first example, and functions of an imagined app.
import type * as PeerInvite from "peer-invite";
import type * as PeerJs from "peerjs";

declare global {
  const peer: PeerJs.Peer;
  const Peer: typeof PeerJs.Peer;
  const token: string;
  const client: PeerInvite.InvitationClient;
  const invitation: PeerInvite.LocalInvitation;
  const createInvitationClient: typeof PeerInvite.createInvitationClient;
  const InvitationError: typeof PeerInvite.InvitationError;
  const createPeerJsTransport: typeof PeerInvite.createPeerJsTransport;
  const createSessionStorage: typeof PeerInvite.createSessionStorage;
  const LINE_ENDS: typeof PeerInvite.LINE_ENDS;
  const MISSED: typeof PeerInvite.MISSED;
  const LOCAL_FAILURES: typeof PeerInvite.LOCAL_FAILURES;
  const REMOTE_FAILURES: typeof PeerInvite.REMOTE_FAILURES;
  const contacts: ReadonlySet<string>;
  const camera: MediaStream | undefined;
  const phone: { readonly isInUse: boolean };
  const create: () => PeerJs.Peer;
  const user: string;
  function render(...shown: unknown[]): void;
  function show(text: string): void;
  function ring(caller: string, content: string): void;
  function stopRinging(): void;
  function talkTo(peer: string, response?: string): void;
}
