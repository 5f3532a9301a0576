// The base of the caller's and the callee's object: it turns each new record from the engine into a snapshot, an
// outcome and events.

import type { Listener } from "../base/emitter.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import type { BookInput } from "../core/book/effects.ts";
import type { Group } from "../core/invitation/group.ts";
import type { LocalOutcome, LocalRecord } from "../core/invitation/local-invitation.ts";
import type { Reach } from "../core/invitation/machine.ts";
import type { RemoteOutcome, RemoteRecord } from "../core/invitation/remote-record.ts";
import type { EventsOf, InvitationEvents, InvitationMembers, InvitationSnapshot } from "./api.ts";
import { checkJson, takesSignals } from "./check.ts";
import { keyOf } from "./key.ts";
import type { Line } from "./line.ts";

type AnyRecord = LocalRecord | RemoteRecord;
type OutcomeOf<R extends AnyRecord> = R extends LocalRecord ? LocalOutcome : RemoteOutcome;
type FailureOf<R extends AnyRecord> = Extract<OutcomeOf<R>, { kind: "failed" }>["reason"];

/** A command of the app to one invitation. */
type CommandInput = Extract<BookInput, { readonly type: "local" | "remote" }>;

/** The part of the client that an invitation uses. `Own`: the kind of the invitation. */
export interface InvitationPort<Own> {
  /** Applies what is overdue, so that the state read next is current. */
  refresh(record: AnyRecord): void;
  command(input: CommandInput): void;
  sendWhileRinging(record: AnyRecord, data: unknown): boolean;
  openLine(record: AnyRecord, invitation: Own): Line;
}

/** The base of both invitation objects. Apps use it as LocalInvitation or RemoteInvitation. */
export abstract class BaseInvitation<
  R extends AnyRecord,
  Snapshot extends InvitationSnapshot,
  Events extends EventsOf<Snapshot, FailureOf<R>>,
> extends ObservableEmitter<Snapshot, Events> {
  abstract readonly role: R["role"];
  /**
   * Resolves with how the invitation ended. Never rejects. Pending while the invitation is open, and forever if it is
   * never sent.
   */
  readonly outcome: Promise<OutcomeOf<R>>;
  #resolve: (outcome: OutcomeOf<R>) => void = () => {};
  /** @internal */
  protected record: R;
  /** @internal */
  protected readonly port: InvitationPort<this>;
  #snapshot: Snapshot;
  /** The snapshot that the listeners know. */
  #told: Snapshot;
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
    this.#told = this.#snapshot;
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The invitation's id, chosen by its caller; the same at both ends. */
  get id(): string {
    return this.record.id;
  }

  /** The invitation's key in a list. No two invitations of one client share a key, whatever their direction. */
  get key(): string {
    return keyOf(this.record);
  }

  /** The other peer: the callee of an invitation sent from here, the caller of one that rings here. */
  get peer(): string {
    return this.record.peer;
  }

  /** The caller's text: at most 8192 UTF-8 bytes. */
  get content(): string {
    return this.record.content;
  }

  /** The kind of call that the caller asks for, in the app's own word: at most 64 UTF-8 bytes. */
  get kind(): string | undefined {
    return this.record.kind;
  }

  /** The caller's display name, which proves nothing: at most 64 UTF-8 bytes. Show it, but never trust it. */
  get name(): string | undefined {
    return this.record.name;
  }

  /** The group that the invitation belongs to, if its caller calls several peers. */
  get group(): Group | undefined {
    return this.record.group;
  }

  /** The app's own name for a room, as the caller gave it: at most 64 UTF-8 bytes. */
  get channelId(): string | undefined {
    return this.record.channelId;
  }

  /** Calls `listener` at every `event`. */
  override on<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this;
  override on<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  override on(event: keyof Events & string, listener: Listener<Events, typeof event>): this {
    return super.on(event, listener);
  }

  /** Calls `listener` at the next `event` only. */
  override once<Name extends keyof Events & string>(event: Name, listener: Listener<Events, Name>): this;
  override once<Name extends keyof InvitationEvents>(
    event: Name,
    listener: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  override once(event: keyof Events & string, listener: Listener<Events, typeof event>): this {
    return super.once(event, listener);
  }

  /** Removes `listener`, however often it was added. Without a listener, removes every listener of `event`. */
  override off<Name extends keyof Events & string>(event: Name, listener?: Listener<Events, Name>): this;
  override off<Name extends keyof InvitationEvents>(
    event: Name,
    listener?: Listener<InvitationEvents, Name>,
  ): InvitationMembers;
  override off(event: keyof Events & string, listener?: Listener<Events, typeof event>): this {
    return super.off(event, listener);
  }

  /** The current state. docs/SPEC.md has the diagram. */
  get state(): R["state"]["kind"] {
    return this.record.state.kind;
  }

  /** The text that came with the callee's answer; undefined until then. */
  get response(): string | undefined {
    const { state } = this.record;
    return "response" in state ? state.response : undefined;
  }

  /**
   * The invitation's whole state, frozen. The object stays the same until something changes. `changed` fires with each
   * new one, unless a listener has already caused a newer one.
   */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /**
   * Opens this end of the invitation's line, for the app's own signals to the other peer over the link that is already
   * there. May be called once, when the invitation is accepted. `startCall` of `peer-invite/call` calls it for you.
   * @throws InvitationError `illegal-command` unless the invitation is accepted, and the second time; `client-closed`
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
   * Sends a signal to the other end's app while it rings, or just after it was accepted, to set up the call: any JSON
   * value, at most 60 000 bytes as JSON. The event `dataWhileRinging` fires at the other end if its app listens and the
   * signal arrives; otherwise it is lost (rule R17). Returns whether there was a way to send it: one that is
   * larger than a post may be (`postMaxBytes`, as JSON within JSON) needs a channel. For all else after the acceptance there is {@link openLine}.
   * `preconnectCalls` of `peer-invite/call` uses it.
   * @throws InvitationError `illegal-command` unless the invitation is `received`, `ringing`, `ignored`, `accepting` or
   * `accepted`; `invalid-content`, `content-too-long`
   */
  sendWhileRinging(data: unknown): boolean {
    const operation = "sendWhileRinging";
    const { state } = this;
    if (!takesSignals(state)) {
      const message = `Cannot sendWhileRinging: the invitation is ${state}. It can be used while it rings, and once it is accepted.`;
      throw new InvitationError("illegal-command", message, { operation, state });
    }
    return this.port.sendWhileRinging(this.record, checkJson(data, operation, state, "invitation"));
  }

  /** Fires `dataWhileRinging` with the other end's signal. @internal */
  hear(data: unknown): void {
    this.emit("dataWhileRinging", data);
  }

  /**
   * Takes over the engine's newer record, which counts from now on. Returns a function that tells the listeners when
   * their turn has come; undefined if there is nothing to tell.
   * @internal
   */
  take(record: R, reach: Reach): (() => void) | undefined {
    const before = this.record.state.kind;
    this.record = record;
    // One input may change the state and change it back, before the listeners were told of either.
    const snapshot = keepSame(this.#told, keepSame(this.#snapshot, this.picture(record, reach)));
    if (snapshot === this.#snapshot) return undefined;
    this.#snapshot = snapshot;
    const outcome = outcomeOf(record);
    if (outcome !== undefined) this.#resolve(outcome as OutcomeOf<R>);
    return () => {
      if (before !== record.state.kind) this.announce(record.state);
      // A listener may have changed the state again. The newer snapshot is then told after this one.
      if (snapshot !== this.#snapshot || snapshot === this.#told) return;
      this.#told = snapshot;
      this.emit("changed", snapshot);
    };
  }

  /** Makes a new snapshot. @internal */
  protected abstract picture(record: R, reach: Reach): Snapshot;

  /** Fires the event that goes with a new state. @internal */
  protected announce(state: R["state"]): void {
    if (state.kind === "accepted") this.emit(state.kind, state.response);
    if (state.kind === "refused") this.emit(state.kind, state.response, state.reason);
    if (state.kind === "canceled") this.emit(state.kind, state.content, state.reason);
    if (state.kind === "failed") this.emit(state.kind, state.reason as FailureOf<R>);
  }

  /** Calls `fire` with the events of the base. A subclass may only add events. */
  protected emit<Name extends keyof EventsOf<Snapshot, FailureOf<R>>>(
    event: Name,
    ...args: EventsOf<Snapshot, FailureOf<R>>[Name]
  ): void {
    this.fire(event, ...(args as Events[Name]));
  }
}

/** The outcome of a record, which is its final state; undefined while it is open. */
export function outcomeOf<R extends AnyRecord>({ state }: R): OutcomeOf<R> | undefined {
  const ended =
    state.kind === "accepted" ||
    state.kind === "refused" ||
    state.kind === "canceled" ||
    state.kind === "failed";
  return ended ? (state as OutcomeOf<R>) : undefined;
}
