// The call of an invitation, as a screen has it: it starts with the accept, and ends with the screen.
import { keepSame } from "../base/same.ts";
import {
  type Call,
  type CallOptions,
  type CallSnapshot,
  getMedia,
  type MediaError,
  type MediaResult,
  preloadCalls,
  startCall,
} from "../call/index.ts";
import type { Clock, Invitation, InvitationError } from "../index.ts";
import { watchDevices } from "./devices.ts";
import { type BindingsPage, belonging, thisPage } from "./page.ts";
import { Plans } from "./plans.ts";
import { Listeners, type Source } from "./source.ts";
import { Users } from "./users.ts";

/**
 * How a screen has its call. It counts when the call starts. If several components give options, those of the first
 * count while it is there. Those that give none change nothing.
 */
export interface CallPlan extends CallOptions {
  /**
   * What is captured once the invitation is accepted, as for `getMedia`; `false` for nothing. Default: what the
   * invitation's `kind` says, where `audio` is the microphone, `data` is nothing, and all else is microphone and camera.
   * Nothing if a `stream` is given.
   */
  readonly media?: MediaStreamConstraints | false | undefined;
}

/** A call, as a screen shows it. Frozen. */
export interface CallView {
  /** Undefined until the invitation is accepted. Stays after the end. */
  readonly call: Call | undefined;
  /** The call's snapshot. */
  readonly snapshot: CallSnapshot | undefined;
  /** What is sent from here: the stream that was given, or captured. Undefined before, and after the end. */
  readonly stream: MediaStream | undefined;
  /** The first stream that the other side sends; the others are in `snapshot.remoteStreams`. */
  readonly remoteStream: MediaStream | undefined;
  /** What went wrong on this side, oldest first: devices that are missing, and mistakes in what was given. */
  readonly errors: readonly (MediaError | InvitationError)[];
  /**
   * Ends the call. Cancels the invitation while it is being placed, and refuses it while it rings or waits here. While
   * its acceptance is being confirmed, the call ends as soon as it starts, and nothing is captured. Does nothing after
   * the end. `content`: parting words, default none.
   */
  readonly hangUp: (content?: string) => void;
}

/** What a screen has without an invitation. */
export const NO_CALL: CallView = Object.freeze({
  call: undefined,
  snapshot: undefined,
  stream: undefined,
  remoteStream: undefined,
  errors: Object.freeze([]),
  hangUp: () => {},
});

/**
 * The call of `invitation`. While somebody listens, it starts as soon as the invitation is accepted, and captures what
 * it is to send. When nobody has listened for a moment, it hangs up and stops what it captured. `plan` is asked when the
 * call starts; it may return undefined, for nothing of its own.
 */
export function callOf(
  invitation: Invitation,
  plan: () => CallPlan | undefined = () => undefined,
  page: BindingsPage = thisPage(),
): Source<CallView> {
  const keeper = belonging(page, "call", invitation, () => new CallKeeper(invitation, page.clock));
  return {
    get snapshot() {
      return keeper.snapshot;
    },
    subscribe: (listener) => keeper.subscribe(listener, plan),
  };
}

/** The call of one invitation. */
class CallKeeper {
  readonly #invitation: Invitation;
  readonly #users: Users;
  readonly #listeners = new Listeners();
  readonly #plans = new Plans<CallPlan>();
  /** The parting words of a person who hung up before the call could start. */
  #parting: string | undefined;
  /** Why the call could not start. It is among the view's errors. */
  #obstacle: InvitationError | undefined;
  #unwatch: (() => void) | undefined;
  #captured: MediaStream | undefined;
  #view: CallView;

  constructor(invitation: Invitation, clock: Clock) {
    this.#invitation = invitation;
    this.#users = new Users(clock, () => this.#left());
    this.#view = Object.freeze({ ...NO_CALL, hangUp: this.#hangUp });
  }

  get snapshot(): CallView {
    return this.#view;
  }

  subscribe(listener: () => void, plan: () => CallPlan | undefined): () => void {
    const withdraw = this.#plans.add(plan);
    const letGo = this.#users.add();
    const remove = this.#listeners.add(listener);
    this.#watch();
    return () => {
      remove();
      withdraw();
      letGo();
    };
  }

  /** Waits for the accept. */
  #watch(): void {
    if (this.#unwatch !== undefined || this.#view.call !== undefined) return;
    this.#unwatch = this.#invitation.subscribe(() => this.#begin());
    // A call is likely. One that cannot load its code says so itself.
    preloadCalls().catch(() => {});
    this.#begin();
  }

  #begin(): void {
    if (this.#invitation.state !== "accepted" || this.#view.call !== undefined) return;
    this.#unwatch?.();
    try {
      const { media, ...options } = this.#plans.chosen ?? {};
      // Even before there is a camera: without a call, this side is not busy.
      const call = startCall(this.#invitation, options);
      const errors = this.#without(this.#obstacle);
      this.#show({ call, snapshot: call.snapshot, stream: options.stream, errors });
      const follow = call.subscribe(() => this.#follow(call));
      call.on("mediaError", this.#mediaError);
      this.#unwatch = () => {
        follow();
        call.off("mediaError", this.#mediaError);
      };
      if (this.#parting !== undefined) this.#part(call, this.#parting);
      this.#follow(call);
      const wanted = media ?? (options.stream ? false : mediaOf(this.#invitation.kind));
      if (wanted !== false && call.state !== "ended") void this.#capture(call, wanted);
    } catch (error) {
      this.#unwatch = undefined;
      this.#cannot(error as InvitationError);
    }
  }

  /** Hangs up, even if the words cannot be sent. */
  #part(call: Call, content: string): void {
    try {
      call.hangUp(content);
    } catch (error) {
      this.#wrong(error as InvitationError);
      call.hangUp();
    }
  }

  async #capture(call: Call, constraints: MediaStreamConstraints): Promise<void> {
    try {
      const { stream, errors }: MediaResult = await getMedia(constraints);
      // A person who has just allowed a device can be told the names of all.
      void watchDevices().refresh();
      if (stream !== undefined && call.state === "ended") stop(stream);
      else if (stream !== undefined) {
        this.#captured = stream;
        call.addStream(stream);
        this.#show({ stream });
      }
      for (const error of errors) this.#wrong(error);
    } catch (error) {
      this.#wrong(error as InvitationError);
    }
  }

  #follow(call: Call): void {
    const { snapshot } = call;
    this.#show({ snapshot, remoteStream: snapshot.remoteStreams[0] });
    if (snapshot.state !== "ended") return;
    this.#release();
    this.#show({ stream: undefined });
  }

  /** Nobody has the call on a screen any more. */
  #left(): void {
    this.#plans.forget();
    const { call } = this.#view;
    // The other side is still to hear that the person here hung up.
    if (call === undefined && this.#parting !== undefined) return;
    call?.hangUp();
    this.#release();
  }

  #release(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    if (this.#captured !== undefined) stop(this.#captured);
    this.#captured = undefined;
  }

  readonly #hangUp = (content = ""): void => {
    const { call } = this.#view;
    const invitation = this.#invitation;
    if (call !== undefined) return call.hangUp(content);
    if (isOpen(invitation.state)) {
      return invitation.role === "local" ? invitation.cancel(content) : invitation.refuse(content);
    }
    if (invitation.state !== "accepting" && invitation.state !== "accepted") return;
    this.#parting ??= content;
    this.#watch();
    this.#begin();
  };

  readonly #mediaError = (error: MediaError): void => this.#wrong(error);

  /** The call cannot start. Each new screen tries again, and that is no news unless the reason is another one. */
  #cannot(error: InvitationError): void {
    const known = this.#obstacle;
    if (known !== undefined && known.code === error.code && known.message === error.message) return;
    this.#obstacle = error;
    this.#show({ errors: Object.freeze([...this.#without(known), error]) });
  }

  #wrong(error: MediaError | InvitationError): void {
    this.#show({ errors: Object.freeze([...this.#view.errors, error]) });
  }

  #without(error: InvitationError | undefined): CallView["errors"] {
    const { errors } = this.#view;
    return error === undefined ? errors : Object.freeze(errors.filter((it) => it !== error));
  }

  #show(news: Partial<CallView>): void {
    const before = this.#view;
    this.#view = keepSame(before, Object.freeze({ ...before, ...news }));
    if (this.#view !== before) this.#listeners.tell();
  }
}

const OPEN: readonly Invitation["state"][] = ["sent", "received", "deferred", "ringing", "ignored"];

/** Whether the person here can still withdraw or refuse it. */
function isOpen(state: Invitation["state"]): boolean {
  return OPEN.includes(state);
}

/** By convention, `kind` says what a call is to carry. */
function mediaOf(kind: string | undefined): MediaStreamConstraints | false {
  return kind === "data" ? false : { audio: true, video: kind !== "audio" };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
