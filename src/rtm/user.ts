// The login state of a client, as in RTM: at most one session at a time, and a connection state whose every change is
// reported.
import type { TransportState } from "../index.ts";
import type { Place } from "./config.ts";
import { LoginError } from "./error-code.ts";
import { notLoggedIn, RtmError, RtmInvalidStatusError } from "./errors.ts";
import type { Manners } from "./manners.ts";
import { takeSeat } from "./seats.ts";
import { loggedOut, type Session, type SessionEvents } from "./session.ts";
import type { ConnectionChangeReason, ConnectionState } from "./status-code.ts";

/** The connection state of a logged-in user, with its reason, for each state of the transport. */
const CONNECTIONS = {
  connecting: ["RECONNECTING", "INTERRUPTED"],
  offline: ["RECONNECTING", "INTERRUPTED"],
  online: ["CONNECTED", "LOGIN_SUCCESS"],
  closed: ["ABORTED", "BANNED_BY_SERVER"],
} as const satisfies Record<TransportState, readonly [ConnectionState, ConnectionChangeReason]>;

/** The parts a user is made of. */
export interface UserParts {
  readonly manners: Manners;
  /** The place where a login that begins now works. */
  place(): Place;
  /** Makes a session, which registers with the broker. */
  open(uid: string, place: Place, events: Pick<SessionEvents, "changed" | "replaced">): Session;
  /** The state of the connection changed. */
  changed(state: ConnectionState, reason: ConnectionChangeReason): void;
}

/** A login, from the call until it is over. */
interface Login {
  /** Settles with the result of the login. */
  opening: Promise<void>;
  leaveSeat: () => void;
}

/** One user, logged in or not. */
export class User {
  /** The uid that is logged in, or was last; empty before the first login. */
  uid = "";
  /** The token of the last login, or a later one. */
  token: string | null = null;
  readonly #parts: UserParts;
  #state: ConnectionState = "DISCONNECTED";
  /** The login in force. Whatever remains of an earlier one is over. */
  #login: Login | undefined;
  #session: Session | undefined;
  /** Settles when the former session has ended, because the next one may want the same uid. Never rejects. */
  #farewell: Promise<void> = Promise.resolve();

  constructor(parts: UserParts) {
    this.#parts = parts;
  }

  /** The state of the broker connection. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** The session, while a user is logged in. */
  get session(): Session | undefined {
    return this.#session?.isOpen ? this.#session : undefined;
  }

  /** The session. @throws RtmInvalidStatusError with `code` if no user is logged in */
  here(code: number): Session {
    if (this.session !== undefined) return this.session;
    throw notLoggedIn(code);
  }

  /** Logs in. Rejects with an RtmError whose code is one of `LoginError`. */
  async login(uid: string, token: string | null): Promise<void> {
    const isUnderWay = this.#state === "CONNECTING" && uid === this.uid;
    if (isUnderWay && this.#parts.manners.loginMeanwhile === "the same") return this.#login?.opening;
    if (this.#state !== "DISCONNECTED" && this.#state !== "ABORTED") {
      throw new RtmInvalidStatusError(LoginError.LOGIN_ERR_ALREADY_LOGIN, "A login is made already.");
    }
    this.uid = uid;
    this.token = token;
    this.#change("CONNECTING", "LOGIN");
    const login: Login = { opening: Promise.resolve(), leaveSeat: () => {} };
    this.#login = login;
    login.opening = this.#open(uid, login);
    await login.opening;
  }

  /** Logs out. Resolves when the uid is free again. @throws RtmInvalidStatusError code 102, on clients of `AgoraRTM` */
  async logout(): Promise<void> {
    const { logoutLoggedOut } = this.#parts.manners;
    if (this.#state !== "DISCONNECTED") this.#leave("DISCONNECTED", "LOGOUT");
    else if (logoutLoggedOut !== "nothing") throw notLoggedIn(logoutLoggedOut);
    await this.#farewell;
  }

  readonly #events: Pick<SessionEvents, "changed" | "replaced"> = {
    changed: (state) => {
      const [connection, reason] = CONNECTIONS[state];
      if (state === "closed") this.#leave(connection, reason);
      else this.#change(connection, reason);
    },
    replaced: () => this.#leave("ABORTED", "REMOTE_LOGIN"),
  };

  async #open(uid: string, login: Login): Promise<void> {
    try {
      await this.#farewell;
      const place = this.#parts.place();
      const seat = takeSeat(place.key, place.addresses.peerIdOf(uid), () => this.#vacate(login));
      login.leaveSeat = seat.leave;
      await seat.free;
      if (this.#login !== login) throw loggedOut();
      this.#session = this.#parts.open(uid, place, this.#events);
      await this.#session.opened;
    } catch (cause) {
      const error = cause instanceof RtmError ? cause : failed(cause);
      if (this.#login === login) this.#leave("DISCONNECTED", reasonOf(error));
      else login.leaveSeat();
      throw error;
    }
  }

  /** A later login of this page wants the uid. This login completes first, if it can, as it would with a server. */
  async #vacate(login: Login): Promise<void> {
    await Promise.allSettled([login.opening]);
    if (this.#login === login) this.#leave("ABORTED", "REMOTE_LOGIN");
    await this.#farewell;
  }

  #leave(state: ConnectionState, reason: ConnectionChangeReason): void {
    const [session, login] = [this.#session, this.#login];
    this.#session = undefined;
    this.#login = undefined;
    const ended = [this.#farewell, login?.opening, session?.end({ isCutOff: state === "ABORTED" })];
    this.#farewell = Promise.allSettled(ended).then(() => login?.leaveSeat());
    this.#change(state, reason);
  }

  #change(state: ConnectionState, reason: ConnectionChangeReason): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.changed(state, reason);
  }
}

/** Turns an error of the network, such as PeerJS's for options that it cannot use, into the error of a login. */
function failed(cause: unknown): RtmError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new RtmError(LoginError.LOGIN_ERR_UNKNOWN, `The login failed: ${words}`, cause);
}

function reasonOf(error: RtmError): ConnectionChangeReason {
  return error.code === LoginError.LOGIN_ERR_TIMEOUT ? "LOGIN_TIMEOUT" : "LOGIN_FAILURE";
}
