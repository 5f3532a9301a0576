// One client for all components of a page that use the same key: made for the first, closed after the last. There are
// never two at a time.
import { claim, isClaimed } from "../base/claims.ts";
import type { Clock } from "../base/clock.ts";
import { report } from "../base/report.ts";
import {
  createInvitationClient,
  type InvitationClient,
  type InvitationClientOptions,
  InvitationError,
} from "../index.ts";
import { Listeners, type Source } from "./source.ts";
import { Users } from "./users.ts";

/** What `createInvitationClient` takes: a PeerJS `Peer`, or a transport. */
export type ClientBase = Parameters<typeof createInvitationClient>[0];

/** What an app's `create` may return. */
export type Created = ClientBase | InvitationClient;

/** How an app makes its client. */
export interface ClientPlan {
  /**
   * Makes a Peer or a client, new each time. It runs in the browser only. It may be async:
   * `async () => new (await import("peerjs")).Peer("alice")`.
   */
  readonly create: () => Created | PromiseLike<Created>;
  /** The options of the client that is made for a Peer. Default: none. */
  readonly client?: InvitationClientOptions | undefined;
  /** Whether the Peer is left as it is when the client closes. Default false: it is destroyed. */
  readonly keepPeer?: boolean | undefined;
}

/** What is wrong with a client. */
export interface ClientProblem {
  /**
   * `create-failed` if no client could be made; its `cause` is what `create` threw. Otherwise the last error of the
   * client, until it is online again. `client-closed` if it had none, and the app closed it or its Peer was destroyed.
   */
  readonly error: InvitationError;
  /** Closes the client, if there is one, and runs `create` again. */
  readonly retry: () => void;
}

/**
 * The state of a shared client: `none` before `create`, and after the client has closed; `failed` if `create` failed, or
 * if the client was closed while components use it.
 */
export type SharedClientState = "none" | "creating" | "open" | "closing" | "failed";

/** The whole state of a shared client at one moment, frozen. */
export interface SharedClientSnapshot {
  readonly state: SharedClientState;
  /** The client while it is `open`. */
  readonly client: InvitationClient | undefined;
  readonly problem: ClientProblem | undefined;
}

/** The snapshot of a client that nobody has asked for. */
export const NO_CLIENT: SharedClientSnapshot = Object.freeze({
  state: "none",
  client: undefined,
  problem: undefined,
});

/** Errors that a client reports and works on with. */
const HARMLESS: readonly string[] = ["gate-unsupported", "posts-unsupported"];

/** The name under which a shared client claims what its client was made for. */
const CLAIM = "shared client";

/** A client that components share. */
export class SharedClient implements Source<SharedClientSnapshot> {
  readonly #listeners = new Listeners();
  readonly #users: Users;
  #plan: () => ClientPlan = () => {
    throw new Error("Nobody uses this client.");
  };
  /** Whether the Peer of the client that is open stays when it closes. */
  #keepsPeer = false;
  /** Releases what the client that is open was made for. */
  #release: (() => void) | undefined;
  #snapshot = NO_CLIENT;

  constructor(clock: Clock) {
    this.#users = new Users(clock, () => this.#left());
  }

  get snapshot(): SharedClientSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Uses the client. `plan` is asked whenever a client is made; the newest user's counts. Returns a function that lets
   * go of it.
   */
  use(plan: () => ClientPlan): () => void {
    this.#plan = plan;
    const isFirst = !this.#users.areThere;
    const letGo = this.#users.add();
    if (isFirst && this.#snapshot.state === "none") this.#create();
    return letGo;
  }

  /** Closes the client, if there is one, and runs `create` again. One that is made or closed is waited for. */
  readonly retry = (): void => {
    const { state, client } = this.#snapshot;
    if (!this.#users.areThere) return;
    if (state === "open" && client !== undefined) this.#close(client);
    else if (state === "closing") this.#forget();
    else if (state === "failed") this.#create();
  };

  #create(): void {
    this.#set({ ...NO_CLIENT, state: "creating" });
    try {
      const plan = this.#plan();
      const made = plan.create();
      // Without waiting where there is nothing to wait for, so that the client is there at once.
      if (!isPromise(made)) return this.#open(made, plan);
      made.then(
        (it) => this.#open(it, plan),
        (cause) => this.#fail(cause),
      );
    } catch (cause) {
      this.#fail(cause);
    }
  }

  #open(made: Created, { client: options, keepPeer = false }: ClientPlan): void {
    // Another key may have it, or a client of the app's own.
    const isOurs = !keepPeer && !isClient(made) && !isClaimed(made);
    try {
      const client = isClient(made) ? made : createInvitationClient(made, options);
      this.#keepsPeer = keepPeer;
      if (client.state === "closed") {
        void client.close().catch(report);
        throw new TypeError("It is closed already: make a new one each time.");
      }
      this.#release = claim(made, CLAIM);
      this.#set({ state: "open", client, problem: undefined });
      client.on("error", this.#failed).on("changed", this.#changed);
      if (!this.#users.areThere) this.#close(client);
    } catch (cause) {
      if (isOurs) discard(made);
      this.#fail(cause);
    }
  }

  #left(): void {
    const { state, client } = this.#snapshot;
    if (client !== undefined) this.#close(client);
    else if (state === "closing") this.#forget();
    else if (state === "failed") this.#set(NO_CLIENT);
  }

  /** `problem`: why there is no other client then, until somebody asks for one. */
  #close(client: InvitationClient, problem?: ClientProblem): void {
    client.off("error", this.#failed).off("changed", this.#changed);
    this.#set({ state: "closing", client: undefined, problem });
    void client
      .close({ destroyPeer: !this.#keepsPeer })
      .catch(report)
      .then(() => this.#closed());
  }

  #closed(): void {
    this.#release?.();
    this.#release = undefined;
    const { problem } = this.#snapshot;
    const { areThere } = this.#users;
    if (areThere && problem !== undefined) return this.#set({ state: "failed", client: undefined, problem });
    this.#set(NO_CLIENT);
    if (areThere) this.#create();
  }

  /** The problem is over, or nobody is there to be told of it. Once the client has closed, another one may be made. */
  #forget(): void {
    this.#set({ ...this.#snapshot, problem: undefined });
  }

  #fail(cause: unknown): void {
    if (!this.#users.areThere) return this.#set(NO_CLIENT);
    const why = cause instanceof Error ? cause.message : "it gave neither a Peer nor a client";
    const error = new InvitationError("create-failed", `Cannot usePeerInvite: create failed. ${why}`, {
      operation: "usePeerInvite",
      state: "failed",
      allowed: ["retry"],
      cause,
    });
    this.#set({ state: "failed", client: undefined, problem: { error, retry: this.retry } });
  }

  readonly #failed = (error: InvitationError): void => {
    if (HARMLESS.includes(error.code)) return;
    this.#set({ ...this.#snapshot, problem: { error, retry: this.retry } });
  };

  readonly #changed = ({ state }: { readonly state: string }): void => {
    const { client, problem } = this.#snapshot;
    if (state === "closed" && client !== undefined) this.#lost(client);
    else if (state === "online" && problem !== undefined) this.#forget();
  };

  /**
   * The app closed the client, or its Peer was destroyed. Another one might end the same way at once, for instance if its
   * id is taken, and so on without end: so a person or the app decides. Until its calls have ended, it stays.
   */
  #lost(client: InvitationClient): void {
    const problem = this.#snapshot.problem ?? { error: lostError(), retry: this.retry };
    if (client.invitations.length + client.calls.length === 0) this.#close(client, problem);
    else this.#set({ ...this.#snapshot, problem });
  }

  #set(snapshot: SharedClientSnapshot): void {
    this.#snapshot = Object.freeze(snapshot);
    this.#listeners.tell();
  }
}

function isPromise(made: Created | PromiseLike<Created>): made is PromiseLike<Created> {
  return typeof (made as Partial<PromiseLike<Created>> | undefined)?.then === "function";
}

/** Not by its class: another copy of the package may have made it. */
function isClient(made: Created): made is InvitationClient {
  return typeof (made as Partial<InvitationClient> | undefined)?.createLocalInvitation === "function";
}

function lostError(): InvitationError {
  const message =
    "The client was closed while components use it, or its Peer was destroyed: retry makes another one.";
  const details = { operation: "usePeerInvite", state: "failed", allowed: ["retry"] };
  return new InvitationError("client-closed", message, details);
}

/** Destroys a Peer that no client could be made for. */
function discard(made: ClientBase): void {
  try {
    (made as { destroy?(): void } | undefined)?.destroy?.();
  } catch {
    // The reason why there is no client is reported; this adds nothing to it.
  }
}
