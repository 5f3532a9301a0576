// Users of RTM on networks in memory with one fake clock. Their events are recorded.
import { type Channel, createInvitationClient, type InvitationClient, type Transport } from "../index.ts";
import {
  type Carrier,
  createFakeClock,
  createMemoryNetwork,
  type FakeClock,
  type MemoryNetwork,
} from "../testing/index.ts";
import type { RtmClient } from "./client.ts";
import type { LocalInvitationEvents, RemoteInvitationEvents, RtmClientEvents } from "./events.ts";
import { LocalInvitation } from "./local-invitation.ts";
import type { Network } from "./network.ts";
import type { RemoteInvitation } from "./remote-invitation.ts";
import { createInstance } from "./sdk.ts";

/** Everything that a test of RTM's API needs. */
export interface RtmScene {
  readonly clock: FakeClock;
  readonly network: Network;
  /** The parts of the network. */
  readonly invitations: MemoryNetwork;
  readonly messages: MemoryNetwork;
  /** Peers that are cut off: nothing reaches them, and nothing comes from them. */
  readonly silent: Set<string>;
  /** A user that is not logged in. `join` replaces the network's. */
  create(join?: Network["join"]): RtmClient;
  /** A user that is logged in. */
  login(uid: string): Promise<RtmClient>;
  /** A peer that uses peer-invite's own API. */
  joinNative(id: string): InvitationClient;
}

/** A world without users. @param make - makes clients of one of the SDKs */
export function createRtmScene(make: typeof createInstance = createInstance): RtmScene {
  const clock = createFakeClock();
  const silent = new Set<string>();
  const carry: Carrier = ({ from, to, deliver }) => {
    if (!silent.has(from) && !silent.has(to)) queueMicrotask(deliver);
  };
  const invitations = createMemoryNetwork(carry);
  const messages = createMemoryNetwork(carry);
  const network: Network = {
    join: (id) => ({ invitations: invitations.join(id), messages: messages.join(id), end: () => {} }),
  };
  const create = (join = network.join): RtmClient => make("an app", { network: { join }, clock });
  return {
    clock,
    network,
    invitations,
    messages,
    silent,
    create,
    async login(uid) {
      const client = create();
      await client.login({ uid });
      return client;
    },
    joinNative: (id) => createInvitationClient(invitations.join(id), { clock }),
  };
}

/** Ada and bob, both logged in, and an invitation from ada. `ring` sends it and returns bob's object for it. */
export async function createRtmCall(make?: typeof createInstance) {
  const scene = createRtmScene(make);
  const [ada, bob] = [await scene.login("ada"), await scene.login("bob")];
  const received = noteReceived(bob);
  const local = ada.createLocalInvitation("bob");
  local.content = "lunch?";
  const ring = async (): Promise<RemoteInvitation> => {
    local.send();
    await scene.clock.settle();
    const remote = received.at(-1);
    if (remote === undefined) throw new Error("It did not ring.");
    return remote;
  };
  return { ...scene, ada, bob, local, ring };
}

/** The invitations that ring at `client` from now on. */
export function noteReceived(client: RtmClient): RemoteInvitation[] {
  const received: RemoteInvitation[] = [];
  client.on("RemoteInvitationReceived", (invitation) => received.push(invitation));
  return received;
}

const LOCAL_EVENTS = [
  "LocalInvitationReceivedByPeer",
  "LocalInvitationAccepted",
  "LocalInvitationRefused",
  "LocalInvitationCanceled",
  "LocalInvitationFailure",
] as const satisfies (keyof LocalInvitationEvents)[];
const REMOTE_EVENTS = [
  "RemoteInvitationAccepted",
  "RemoteInvitationRefused",
  "RemoteInvitationCanceled",
  "RemoteInvitationFailure",
] as const satisfies (keyof RemoteInvitationEvents)[];

/** Records every event of an invitation with the arguments of its listeners, and its state at that time. */
export function noteRtmEvents(invitation: LocalInvitation | RemoteInvitation): unknown[][] {
  const notes: unknown[][] = [];
  const note =
    (event: string) =>
    (...args: readonly unknown[]): void => {
      notes.push([event, ...args, invitation.state]);
    };
  if (invitation instanceof LocalInvitation)
    for (const event of LOCAL_EVENTS) invitation.on(event, note(event));
  else for (const event of REMOTE_EVENTS) invitation.on(event, note(event));
  return notes;
}

/** Records the given events of a client. */
export function noteClientEvents(client: RtmClient, ...events: (keyof RtmClientEvents)[]): unknown[][] {
  const notes: unknown[][] = [];
  for (const event of events) client.on(event, (...args: readonly unknown[]) => notes.push([event, ...args]));
  return notes;
}

/** The error that `act` throws, or rejects with, as name and code. */
export async function errorOf(act: () => unknown): Promise<readonly [name: string, code: unknown]> {
  try {
    await act();
  } catch (error) {
    const { name, code } = error as { readonly name: string; readonly code?: unknown };
    return [name, code];
  }
  throw new Error("Nothing was thrown.");
}

/** A peer on the network for messages that sends only what the test tells it to. */
export function createStranger(transport: Transport) {
  const channels: Channel[] = [];
  const heard: unknown[] = [];
  const listen = (channel: Channel): Channel => {
    channels.push(channel);
    channel.start({
      opened: () => {},
      text: (text) => heard.push(text),
      doubted: () => {},
      closed: () => channels.splice(channels.indexOf(channel), 1),
    });
    return channel;
  };
  transport.start({
    changed: () => {},
    failed: () => {},
    standingOf: () => "known",
    incoming: listen,
    posted: () => {},
    absent: () => {},
  });
  return { channels, heard, connect: (peer: string) => listen(transport.connect(peer as never)) };
}

/** `transport`, with incoming channels that never open. `knock` adds one; `closed` has the numbers of those that we closed. */
export function createKnocking(transport: Transport) {
  const closed: number[] = [];
  let incoming: (channel: Channel) => void = () => {};
  let count = 0;
  const knock = (peer: string): void => {
    const number = count;
    count += 1;
    incoming({
      peer: peer as Channel["peer"],
      start: () => {},
      send: () => {},
      close: () => closed.push(number),
    });
  };
  const knocking: Transport = {
    start: (events) => {
      incoming = (channel) => events.incoming(channel);
      transport.start(events);
    },
    stop: () => transport.stop(),
    connect: (peer) => transport.connect(peer),
  };
  return { closed, knock, transport: knocking };
}
