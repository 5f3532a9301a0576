// @ts-check
// A bot: a client that hands each invitation to a function of the app's.
import { createInvitationClient } from "peer-invite";
import { createNodePeer } from "./node-peer.mjs";
import { NodePeerError } from "./problems.mjs";

/** @typedef {import("./index.d.mts").BotOptions} BotOptions */
/** @typedef {import("./index.d.mts").Bot} Bot */
/** @typedef {import("peer-invite").InvitationClient} InvitationClient */
/** @typedef {import("peer-invite").RemoteInvitation} RemoteInvitation */
/** @typedef {Pick<BotOptions, "onInvitation"> & Required<Pick<BotOptions, "onError">> & { destroy(): void }} Parts */
/** @typedef {{ invitation: RemoteInvitation, controller: AbortController, isWorking: boolean, wasOn: boolean }} Job */

/** The states in which a refusal still counts. */
const OPEN = new Set(["deferred", "ringing", "ignored"]);

/** @type {typeof import("./index.d.mts").createBot} */
export async function createBot({ peer, onInvitation, onError = print, ...options }) {
  checkFunctions({ onInvitation, onError });
  if (!isParts(peer)) return startBot(peer, options, { onInvitation, onError, destroy: () => {} });
  const { id, ...peerOptions } = peer;
  const own = await createNodePeer(id, peerOptions);
  const destroy = () => own.destroy();
  try {
    return startBot(own, options, { onInvitation, onError, destroy });
  } catch (error) {
    destroy();
    throw error;
  }
}

/**
 * @param {Parameters<typeof createInvitationClient>[0]} peer
 * @param {import("peer-invite").InvitationClientOptions} options
 * @param {Parts} parts
 */
function startBot(peer, options, parts) {
  return new RunningBot(createInvitationClient(peer, { whenBusy: "ring", ...options }), parts);
}

/** @implements {Bot} */
class RunningBot {
  /** @type {Set<Job>} */
  #jobs = new Set();
  #parts;
  /** @type {Promise<void> | undefined} */
  #closing;

  /**
   * @param {InvitationClient} client
   * @param {Parts} parts
   */
  constructor(client, parts) {
    this.client = client;
    this.#parts = parts;
    client.on("invitation", (invitation) => void this.#work(invitation));
    client.on("changed", () => this.#look());
    client.on("error", (error) => this.#report(error));
  }

  get working() {
    return [...this.#jobs].filter(({ isWorking }) => isWorking).length;
  }

  close() {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  [Symbol.asyncDispose]() {
    return this.close();
  }

  async #end() {
    for (const job of this.#jobs) job.controller.abort(new Error("The bot closes."));
    try {
      await this.client.close();
    } finally {
      this.#parts.destroy();
      this.#jobs.clear();
    }
  }

  /** @param {RemoteInvitation} invitation */
  async #work(invitation) {
    const job = { invitation, controller: new AbortController(), isWorking: true, wasOn: false };
    this.#jobs.add(job);
    void invitation.outcome.then(({ kind }) => {
      if (kind !== "accepted") job.controller.abort(new Error(`The invitation was ${kind}.`));
      // Later, because a listener of `accepted` may just open the line.
      setImmediate(() => this.#look());
    });
    try {
      await this.#parts.onInvitation(invitation, { signal: job.controller.signal });
    } catch (error) {
      if (OPEN.has(invitation.state)) invitation.refuse();
      this.#report(error, invitation);
    }
    job.isWorking = false;
    this.#look();
  }

  /** Aborts the jobs whose call has ended, and forgets those that are done. */
  #look() {
    const calls = new Set(this.client.calls);
    for (const job of this.#jobs) {
      const isOn = calls.has(job.invitation);
      if (job.wasOn && !isOn) job.controller.abort(new Error("The line closed."));
      job.wasOn = isOn;
      if (!job.isWorking && !isOn && job.invitation.snapshot.outcome !== undefined) this.#jobs.delete(job);
    }
  }

  /**
   * @param {unknown} error
   * @param {RemoteInvitation} [invitation]
   */
  #report(error, invitation) {
    try {
      // It may be asynchronous.
      Promise.resolve(this.#parts.onError(error, invitation)).catch(print);
    } catch (ofTheirs) {
      print(ofTheirs);
    }
  }
}

/** @param {unknown} error */
function print(error) {
  console.error(error);
}

/** @param {BotOptions["peer"]} peer @returns {peer is Extract<BotOptions["peer"], { id: string, on?: never }>} */
function isParts(peer) {
  return typeof peer === "object" && peer !== null && !("on" in peer) && !("start" in peer);
}

/** @param {Record<string, unknown>} functions */
function checkFunctions(functions) {
  for (const [name, value] of Object.entries(functions)) {
    if (typeof value === "function") continue;
    throw new NodePeerError("invalid-option", `Cannot createBot: "${name}" must be a function.`);
  }
}
