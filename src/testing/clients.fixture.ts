// Clients on a memory network with one fake clock. Their events are recorded.
import {
  createInvitationClient,
  type Invitation,
  type InvitationClient,
  type InvitationClientOptions,
  InvitationError,
  type RemoteInvitation,
} from "../index.ts";
import { createMemoryNetwork } from "../transport/memory.ts";
import { createFakeClock } from "./fake-clock.ts";

const EVENTS = ["accepted", "refused", "canceled", "failed", "changed"] as const;

/** A network, a clock, and clients that join by name. */
export function createScene() {
  const network = createMemoryNetwork();
  const clock = createFakeClock();
  const join = (id: string, options: InvitationClientOptions = {}): InvitationClient =>
    createInvitationClient(network.join(id), { clock, ...options });
  return { network, clock, join };
}

/** Ada and bob, and one invitation from ada. `ring` sends it and returns bob's object for it. */
export async function createCall(options: { readonly content?: string; readonly ttlMs?: number } = {}) {
  const scene = createScene();
  const ada = scene.join("ada");
  const bob = scene.join("bob");
  await scene.clock.settle();
  const local = ada.createLocalInvitation("bob", { content: "lunch?", channelId: "room-1", ...options });
  const ring = async (): Promise<RemoteInvitation> => {
    local.send();
    await scene.clock.settle();
    return ringingAt(bob);
  };
  return { ...scene, ada, bob, local, ring };
}

/** {@link createCall}, and a link between the two that an earlier invitation brought up. */
export async function createWarmCall() {
  const call = await createCall();
  const earlier = call.ada.createLocalInvitation("bob").send();
  await call.clock.settle();
  earlier.cancel();
  await call.clock.settle();
  return call;
}

/** The one remote invitation that is open at `client`. @throws Error unless there is exactly one */
export function ringingAt(client: InvitationClient): RemoteInvitation {
  const remotes = client.invitations.filter((it): it is RemoteInvitation => "caller" in it);
  const [only] = remotes;
  if (only === undefined || remotes.length > 1) throw new Error(`${remotes.length} remote invitations`);
  return only;
}

/** Records every event of an invitation with the arguments of its listeners. `changed` is recorded as the state alone. */
export function noteEvents(invitation: Invitation): unknown[][] {
  const notes: unknown[][] = [];
  if (invitation.role === "local") invitation.on("received", () => notes.push(["received"]));
  for (const event of EVENTS) {
    invitation.on(event, (...args: readonly unknown[]) => {
      notes.push([event, ...(event === "changed" ? [invitation.state] : args)]);
    });
  }
  return notes;
}

/** The InvitationError that `act` throws. @throws Error if it throws none */
export function errorOf(act: () => unknown): InvitationError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvitationError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
