// Keeps what a Peer needs of its broker fresh: the access token with which it reconnects, and the STUN and TURN servers of its
// links and calls. PeerJS reads both from the Peer's options each time it needs them, so that is where they are kept.
import { checkFunction, checkMethods, checkNames, describe, invalidOption } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { askForIce, type BrokerAddress, isToken, type Request, renewToken } from "./broker-http.ts";
import { type Fresh, Renewal } from "./renewal.ts";
import { lifeOfToken } from "./token-life.ts";

/** A token from the app's server that comes with its life, for which nobody's clock needs to be right. */
export interface FreshToken {
  readonly token: string;
  /** How long the token is good, in ms. */
  readonly expiresInMs: number;
}

/** Options of {@link keepAccess}. All may be left out. */
export interface AccessOptions {
  /**
   * Gets a new access token for this peer id from the app's own server. Default: the broker makes one in exchange for the
   * present one, which it does for a while after that has expired, too. A broker that holds only a public key cannot.
   */
  readonly getToken?: (peerId: string) => string | FreshToken | Promise<string | FreshToken>;
  /** Makes the HTTP requests to the broker. Default: the page's `fetch`. */
  readonly fetch?: typeof fetch;
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/** The state of a {@link PeerAccess} at one moment, frozen. The token itself is not in it. */
export interface AccessSnapshot {
  /** When the token expires, by the clock in use; undefined until that is known, and if the broker has no tokens. */
  readonly tokenExpiresAtMs: number | undefined;
  /** The STUN and TURN servers of the broker; undefined until they are known, and if the broker has none. */
  readonly iceServers: readonly RTCIceServer[] | undefined;
  /** When their credentials expire, by the clock in use. */
  readonly iceExpiresAtMs: number | undefined;
}

/** The events of a {@link PeerAccess}, each with its listener's parameters. */
export type AccessEvents = {
  /** There is a new token, or there are new servers. */
  readonly changed: readonly [snapshot: AccessSnapshot];
  /**
   * A renewal of the token or of the servers failed, and is tried again. Fires once until it succeeds. Codes: `broker-unreachable`, `broker-refused`;
   * `invalid-option` for what `getToken` returned or threw.
   */
  readonly error: readonly [error: InvitationError];
};

/** An error of a PeerJS Peer. The message is PeerJS's, or the broker's. */
interface PeerProblem {
  readonly type: string;
  readonly message?: unknown;
}

/** The parts of a PeerJS Peer that are used. */
interface AccessPeer {
  readonly id: string | null;
  readonly destroyed: boolean;
  readonly options: BrokerAddress & { token?: string; config?: unknown };
  on(event: "open" | "disconnected" | "close", listener: () => void): unknown;
  on(event: "error", listener: (error: PeerProblem) => void): unknown;
  off(event: "open" | "disconnected" | "close", listener: () => void): unknown;
  off(event: "error", listener: (error: PeerProblem) => void): unknown;
}

/**
 * Keeps the access token and the STUN and TURN servers of `peer` fresh, until `close()` or until the Peer is destroyed. Asks at
 * once, again when three quarters of a life are over, and when the Peer loses its broker in the second half of its token's life. A
 * Peer whose broker has neither tokens nor servers is left as it is.
 * @throws InvitationError `invalid-option`
 */
export function keepAccess(peer: object, options: AccessOptions = {}): PeerAccess {
  const operation = "keepAccess";
  if (!isPeer(peer)) throw invalidOption(operation, `${describe(peer)} is not a PeerJS Peer`);
  checkNames(options, ["getToken", "fetch", "clock"], operation);
  const { getToken, fetch = globalThis.fetch, clock = createSystemClock() } = options;
  if (getToken !== undefined) checkFunction("getToken", getToken, operation);
  checkFunction("fetch", fetch, operation);
  checkMethods("clock", clock, ["nowMs", "schedule"], operation);
  return new PeerAccess(peer, { getToken, fetch: (...request) => fetch(...request), clock });
}

interface Settings {
  readonly getToken: AccessOptions["getToken"];
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** The access of one Peer to its broker. Made by {@link keepAccess}. */
export class PeerAccess extends ObservableEmitter<AccessSnapshot, AccessEvents> {
  /** Resolves when the first answers are there, or failed. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * The Peer's WebRTC configuration, for `startCall` and `preconnectCalls`. Its `iceServers` are always the present ones, so that a
   * connection that is made later has credentials that are still good.
   */
  readonly config: RTCConfiguration;
  readonly #peer: AccessPeer;
  readonly #settings: Settings;
  readonly #token: Renewal<string>;
  readonly #ice: Renewal<readonly RTCIceServer[]>;
  #snapshot: AccessSnapshot = Object.freeze({
    tokenExpiresAtMs: undefined,
    iceServers: undefined,
    iceExpiresAtMs: undefined,
  });
  /** The Peer's id; undefined until it is known. PeerJS forgets it while the broker is lost. */
  #id: string | undefined;
  #begin: () => void = () => {};

  /** @internal */
  constructor(peer: AccessPeer, settings: Settings) {
    super({ changed: true, error: true });
    this.#peer = peer;
    this.#settings = settings;
    this.config = this.#shareConfig();
    const { clock } = settings;
    const failed = this.#fail;
    this.#token = new Renewal({
      clock,
      failed,
      ask: (abort) => this.#askForToken(abort),
      took: (token, tokenExpiresAtMs) => {
        peer.options.token = token;
        this.#change({ tokenExpiresAtMs });
      },
    });
    this.#ice = new Renewal({
      clock,
      failed,
      ask: (abort) => this.#askForIce(abort),
      took: (iceServers, iceExpiresAtMs) => this.#change({ iceServers, iceExpiresAtMs }),
    });
    peer.on("open", this.#opened);
    peer.on("disconnected", this.#disconnected);
    peer.on("error", this.#refused);
    peer.on("close", this.#closed);
    const hasId = new Promise<void>((resolve) => {
      this.#begin = resolve;
    });
    this.ready = hasId.then(() => this.renew());
    this.#opened();
  }

  /** The whole state, frozen. The object stays the same until something changes. */
  get snapshot(): AccessSnapshot {
    return this.#snapshot;
  }

  /**
   * Asks for a new token and for new servers now, besides the times at which that happens by itself. Resolves when the answers are
   * there, or failed. Never rejects.
   */
  async renew(): Promise<void> {
    await this.#token.ask();
    await this.#ice.ask();
  }

  /** Stops the renewal. No further request is made, and the Peer keeps its token and servers. May be called twice. */
  close(): void {
    this.#token.end();
    this.#ice.end();
    this.#begin();
    this.#peer.off("open", this.#opened);
    this.#peer.off("disconnected", this.#disconnected);
    this.#peer.off("error", this.#refused);
    this.#peer.off("close", this.#closed);
  }

  /** {@link close} */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Gives the Peer a configuration whose servers are looked up each time. PeerJS hands it to the browser for each connection. */
  #shareConfig(): RTCConfiguration {
    const own = this.#peer.options.config;
    const before = (typeof own === "object" && own !== null ? own : {}) as RTCConfiguration;
    const access = this;
    const config: RTCConfiguration = {
      ...before,
      get iceServers() {
        return (access.#snapshot.iceServers ?? before.iceServers ?? []) as RTCIceServer[];
      },
    };
    this.#peer.options.config = config;
    return config;
  }

  #request(abort: AbortSignal): Request {
    const { options } = this.#peer;
    return {
      address: options,
      id: this.#id ?? "",
      token: options.token ?? "",
      fetch: this.#settings.fetch,
      abort,
    };
  }

  async #askForToken(abort: AbortSignal): Promise<Fresh<string> | undefined> {
    const { getToken } = this.#settings;
    if (getToken === undefined) return renewToken(this.#request(abort));
    let given: unknown;
    try {
      given = await getToken(this.#id ?? "");
    } catch (cause) {
      throw misgiven("getToken failed", cause);
    }
    const { token, expiresInMs } = (
      typeof given === "string" ? { token: given } : (given ?? {})
    ) as Partial<FreshToken>;
    if (!isToken(token))
      throw misgiven("the token must be 1 to 1024 printable ASCII characters without spaces");
    if (typeof given === "string") return { value: token, lifeMs: lifeOfToken(token, Date.now()) };
    if (typeof expiresInMs === "number" && expiresInMs >= 0) return { value: token, lifeMs: expiresInMs };
    throw misgiven(`expiresInMs must be a number of ms, not ${describe(expiresInMs)}`);
  }

  /** The servers are given to the holder of a good token. */
  async #askForIce(abort: AbortSignal): Promise<Fresh<readonly RTCIceServer[]> | undefined> {
    await this.#token.settled();
    try {
      return await askForIce(this.#request(abort));
    } catch (error) {
      if (!(error instanceof InvitationError && error.code === "broker-refused")) throw error;
      // The token may be over, whatever its life was said to be.
      const { token } = this.#peer.options;
      await this.#token.ask();
      if (this.#peer.options.token === token) throw error;
      return askForIce(this.#request(abort));
    }
  }

  readonly #opened = (): void => {
    const { id } = this.#peer;
    if (typeof id !== "string") return;
    this.#id = id;
    this.#begin();
    this.#token.look();
    this.#ice.look();
  };

  readonly #disconnected = (): void => {
    if (this.#token.isPastHalf) void this.#token.ask();
  };

  /** The broker may have refused the token, whatever its life was said to be. */
  readonly #refused = ({ type, message }: PeerProblem): void => {
    if (type === "server-error" && String(message).includes("access token")) void this.#token.ask();
  };

  readonly #closed = (): void => this.close();

  readonly #fail = (error: unknown): void => this.fire("error", asInvitationError(error));

  #change(news: Partial<AccessSnapshot>): void {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...news });
    this.fire("changed", this.#snapshot);
  }
}

function isPeer(value: object): value is AccessPeer {
  return typeof value === "object" && value !== null && "on" in value && "off" in value && "options" in value;
}

/** What the app gave is wrong. */
function misgiven(problem: string, cause?: unknown): InvitationError {
  return new InvitationError("invalid-option", `Cannot keepAccess: ${problem}.`, {
    operation: "getToken",
    ...(cause !== undefined && { cause }),
  });
}

function asInvitationError(error: unknown): InvitationError {
  if (error instanceof InvitationError) return error;
  return new InvitationError("broker-unreachable", "No answer came in time.", {
    operation: "renew",
    cause: error,
  });
}
