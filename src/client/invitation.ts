// What the caller's and the callee's object have in common: a record that the engine replaces, read as a snapshot, an
// outcome, events.

import type { Listener } from "../base/emitter.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { LocalCommand, LocalOutcome, LocalRecord } from "../core/invitation/local-invitation.ts";
import type { Reach } from "../core/invitation/machine.ts";
import type { RemoteCommand } from "../core/invitation/remote-invitation.ts";
import type { RemoteOutcome, RemoteRecord } from "../core/invitation/remote-record.ts";
import type { EventsOf, Invitation, InvitationEvents, InvitationSnapshot } from "./api.ts";
import { checkJson, isRinging } from "./check.ts";
import { keyOf } from "./key.ts";
import type { Line } from "./line.ts";

type AnyRecord = LocalRecord | RemoteRecord;
type OutcomeOf<R extends AnyRecord> = R extends LocalRecord ? LocalOutcome : RemoteOutcome;
type FailureOf<R extends AnyRecord> = Extract<OutcomeOf<R>, { kind: "failed" }>["reason"];

/** What an invitation needs of its client. `Own`: the kind of the invitation. */
export interface InvitationPort<Own> {
  /** Applies what is overdue, so that the state read next is the true one. */
  refresh(record: AnyRecord): void;
  command(record: AnyRecord, command: LocalCommand | RemoteCommand): void;
  sendWhileRinging(record: AnyRecord, data: unknown): void;
  openLine(record: AnyRecord, invitation: Own): Line;
}

/** The base of both invitation objects. Apps meet it as LocalInvitation or RemoteInvitation. */
export abstract class BaseInvitation<
  R extends AnyRecord,
  Snapshot extends InvitationSnapshot,
  Events extends EventsOf<Snapshot, FailureOf<R>>,
> extends ObservableEmitter<Snapshot, Events> {
  abstract readonly role: R["role"];
  /** How it ended. Never rejects; pending while the invitation is open, and for ever if it is never sent. */
  readonly outcome: Promise<OutcomeOf<R>>;
  #resolve: (outcome: OutcomeOf<R>) => void = () => {};
  /** @internal */
  protected record: R;
  /** @internal */
  protected readonly port: InvitationPort<this>;
  #snapshot: Snapshot;
  #line: Line | undefined;

  /** @internal */
  constructor(
    record: R,
    reach: Reach,
    port: InvitationPort<never>,
    events: { readonly [Name in keyof Events]: unknown },
  ) {
    super(events);
    this.record = record;
    this.port = port;
    this.#snapshot = this.picture(record, reach);
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The invitation's id, chosen by its caller; the same at both ends. */
  get id(): string {
    return this.record.id;
  }

  /** Different for every two invitations of one client, in whichever direction: what to find it by in a list. */
  get key(): string {
    return keyOf(this.record);
  }

  /** The other peer: the callee of one that was sent from here, the caller of one that rings here. */
  get peer(): string {
    return this.record.peer;
  }

  /** The caller's words: at most 8192 UTF-8 bytes. */
  get content(): string {
    return this.record.content;
  }

  /** What kind of call the caller asks for, as a word of the app's: at most 64 UTF-8 bytes. */
  get kind(): string | undefined {
    return this.record.kind;
  }

  /** The name that the caller gives itself: at most 64 UTF-8 bytes. To be shown and never trusted. */
  get name(): string | undefined {
    return this.record.name;
  }

  /** The app's own name of a room, as the caller gave it: at most 64 UTF-8 bytes. */
  get channelId(): string | undefined {
    return this.record.channelId;
  }

  /** Calls `listener` at every `event`. */
  override on<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this;
  override on<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): Invitation;
  override on(event: string, listener: (...args: never[]) => void): this {
    return super.on(event as never, listener as never);
  }

  /** Calls `listener` at the next `event` only. */
  override once<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this;
  override once<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): Invitation;
  override once(event: string, listener: (...args: never[]) => void): this {
    return super.once(event as never, listener as never);
  }

  /** Takes `listener` off, however often it was added; or every listener of `event` when none is given. */
  override off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this;
  override off<Name extends keyof InvitationEvents>(
    event: Name,
    listener?: Listener<InvitationEvents, Name>,
  ): Invitation;
  override off(event: string, listener?: (...args: never[]) => void): this {
    return super.off(event as never, listener as never);
  }

  /** The state it is in now. docs/SPEC.md has the diagram. */
  get state(): R["state"]["kind"] {
    return this.record.state.kind;
  }

  /** The callee's words with its answer; undefined before. */
  get response(): string | undefined {
    const { state } = this.record;
    return "response" in state ? state.response : undefined;
  }

  /**
   * All there is to show, frozen. The same object until something changes; `changed` fires with each new one, but for
   * those that a listener has made old before it was their turn.
   */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /**
   * Opens this end of the invitation's line: signals of your own to the other peer, over the link that is there already.
   * Once, and only when it is accepted. `startCall` of `peer-invite/call` does it for you.
   * @throws InvitationError `illegal-command` unless it is accepted, and the second time; `client-closed`
   */
  openLine(): Line {
    const operation = "openLine";
    const { state } = this;
    const problem =
      state !== "accepted"
        ? `the invitation is ${state}. Only an accepted one has a line`
        : this.#line && "the invitation's line was opened before";
    if (problem !== undefined) {
      const message = `Cannot openLine: ${problem}.`;
      throw new InvitationError("illegal-command", message, { operation, state });
    }
    this.#line = this.port.openLine(this.record, this);
    return this.#line;
  }

  /**
   * Says something to the other end's app before the answer, to prepare what the call will need: any JSON value, at most
   * 60 000 bytes as JSON. The other end's event `dataWhileRinging` fires if its app listens and the link holds; if not, it is lost
   * (rule R17). `preconnectCalls` of `peer-invite/call` uses it.
   * @throws InvitationError `illegal-command` unless it rings: `received` here, or `ringing` or `ignored`; `invalid-content`,
   * `content-too-long`
   */
  sendWhileRinging(data: unknown): void {
    const operation = "sendWhileRinging";
    const { state } = this;
    if (!isRinging(state)) {
      const message = `Cannot sendWhileRinging: the invitation is ${state}. It can be used while it rings.`;
      throw new InvitationError("illegal-command", message, { operation, state });
    }
    this.port.sendWhileRinging(this.record, checkJson(data, operation, state, "invitation"));
  }

  /** The other end's app said something before the answer. @internal */
  hear(data: unknown): void {
    this.emit("dataWhileRinging", data);
  }

  /**
   * The engine has a newer record, which counts from now on. Returns how to tell the listeners, when their turn has come;
   * undefined when there is nothing to tell. @internal
   */
  update(record: R, reach: Reach): (() => void) | undefined {
    const before = this.record.state.kind;
    this.record = record;
    const snapshot = keepSame(this.#snapshot, this.picture(record, reach));
    if (snapshot === this.#snapshot) return undefined;
    this.#snapshot = snapshot;
    const outcome = outcomeOf(record);
    if (outcome !== undefined) this.#resolve(outcome as OutcomeOf<R>);
    return () => {
      if (before !== record.state.kind) this.announce(record.state);
      // A listener may have gone on: what it did is told after this, and then the snapshot is the newer one.
      if (snapshot === this.#snapshot) this.emit("changed", snapshot);
    };
  }

  /** A new snapshot. @internal */
  protected abstract picture(record: R, reach: Reach): Snapshot;

  /** Fires the event that goes with a new state. @internal */
  protected announce(state: R["state"]): void {
    if (state.kind === "accepted") this.emit(state.kind, state.response);
    if (state.kind === "refused") this.emit(state.kind, state.response, state.reason);
    if (state.kind === "canceled") this.emit(state.kind, state.content, state.reason);
    if (state.kind === "failed") this.emit(state.kind, state.reason as FailureOf<R>);
  }

  /** `fire`, for the events of the base: a subclass may only add to them. */
  protected emit<Name extends keyof EventsOf<Snapshot, FailureOf<R>>>(
    event: Name,
    ...args: EventsOf<Snapshot, FailureOf<R>>[Name]
  ): void {
    this.fire(event, ...(args as unknown as Events[Name]));
  }
}

/** The outcome of a record that has ended: its state. */
export function outcomeOf<R extends AnyRecord>({ state }: R): OutcomeOf<R> | undefined {
  const ended =
    state.kind === "accepted" ||
    state.kind === "refused" ||
    state.kind === "canceled" ||
    state.kind === "failed";
  return ended ? (state as OutcomeOf<R>) : undefined;
}
