// One client for all components of a page that use the same key: made for the first, closed after the last. There are
// never two at a time.
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
   * `create-failed` if there is no client; its `cause` is what `create` threw. Otherwise the last error of the client,
   * until it is online again.
   */
  readonly error: InvitationError;
  /** Closes the client, if there is one, and runs `create` again. */
  readonly retry: () => void;
}

/** The state of a shared client: `none` before `create`, and after the client has closed. */
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

/** A client that components share. */
export class SharedClient implements Source<SharedClientSnapshot> {
  readonly #listeners = new Listeners();
  readonly #users: Users;
  #plan: () => ClientPlan = () => {
    throw new Error("Nobody uses this client.");
  };
  /** Whether the Peer of the client that is open stays when it closes. */
  #keepsPeer = false;
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

  /** Closes the client, if there is one, and runs `create` again. Does nothing while one is made or closed. */
  readonly retry = (): void => {
    const { state, client } = this.#snapshot;
    if (!this.#users.areThere) return;
    if (state === "open" && client !== undefined) this.#close(client);
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
    try {
      const client = isClient(made) ? made : createInvitationClient(made, options);
      this.#keepsPeer = keepPeer;
      if (client.state === "closed") {
        void client.close().catch(report);
        throw new TypeError("It is closed already: make a new one each time.");
      }
      this.#set({ state: "open", client, problem: undefined });
      client.on("error", this.#failed).on("changed", this.#changed);
      if (!this.#users.areThere) this.#close(client);
    } catch (cause) {
      if (!keepPeer && !isClient(made)) discard(made);
      this.#fail(cause);
    }
  }

  #left(): void {
    const { state, client } = this.#snapshot;
    if (client !== undefined) this.#close(client);
    else if (state === "failed") this.#set(NO_CLIENT);
  }

  #close(client: InvitationClient): void {
    client.off("error", this.#failed).off("changed", this.#changed);
    this.#set({ ...NO_CLIENT, state: "closing" });
    void client
      .close({ destroyPeer: !this.#keepsPeer })
      .catch(report)
      .then(() => {
        this.#set(NO_CLIENT);
        if (this.#users.areThere) this.#create();
      });
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
    const { problem } = this.#snapshot;
    if (state === "online" && problem !== undefined) this.#set({ ...this.#snapshot, problem: undefined });
  };

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

/** Destroys a Peer that no client could be made for. */
function discard(made: ClientBase): void {
  try {
    (made as { destroy?(): void } | undefined)?.destroy?.();
  } catch {
    // The reason why there is no client is reported; this adds nothing to it.
  }
}
