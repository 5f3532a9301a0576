// The object an app holds for a call: runs what the machine decides, on the invitation's line and a media connection.

import { checkNames } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { guarded } from "../base/report.ts";
import { keepSame } from "../base/same.ts";
import { Timers } from "../base/timers.ts";
import { checkText } from "../client/check.ts";
import type { Line } from "../client/line.ts";
import { CALL_EVENTS, type CallEvents, type CallSnapshot, type StreamOptions } from "./call-events.ts";
import { CallLine } from "./call-line.ts";
import {
  type CallEffect,
  type CallInput,
  type CallState,
  callDeadline,
  createCallState,
  reduceCall,
} from "./call-machine.ts";
import { takeSnapshot } from "./call-snapshot.ts";
import type { CallLimits, CallStateName } from "./call-state.ts";
import type { CallStats } from "./call-stats.ts";
import { checkOpen, checkThat, dataProblem, switchProblem } from "./check-call.ts";
import { Connection, type ConnectionParts } from "./connection.ts";
import type { Device } from "./media-errors.ts";
import { type MediaNews, writeEnd } from "./messages.ts";
import { Outgoing } from "./outgoing.ts";

/** What a call is made of. @internal */
export interface CallParts extends Omit<ConnectionParts, "events"> {
  readonly peer: string;
  readonly line: Line;
  readonly stream: MediaStream | undefined;
  readonly limits: CallLimits;
  readonly clock: Clock | undefined;
}

/** One side of a call. Made by `startCall`. */
export class Call extends ObservableEmitter<CallSnapshot, CallEvents> {
  readonly #parts: CallParts;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #outgoing: Outgoing;
  readonly #inputs: CallInput[] = [];
  #running = false;
  #state: CallState;
  readonly #line: CallLine;
  readonly #connection: Connection;
  #told: MediaNews | undefined;
  #snapshot: CallSnapshot;

  /** @internal */
  constructor(parts: CallParts) {
    super(CALL_EVENTS);
    this.#parts = parts;
    this.#clock = parts.clock ?? createSystemClock();
    this.#timers = new Timers(this.#clock);
    this.#state = createCallState(parts.leads, this.#clock.nowMs(), parts.limits);
    this.#outgoing = new Outgoing({
      lost: (error) => {
        this.fire("mediaError", error);
        this.#show();
      },
      unshared: (stream) => this.removeStream(stream),
      switched: () => this.#show(),
    });
    // One whose devices are all gone by now is nothing to send, and may have others later.
    if (parts.stream !== undefined && parts.stream.getTracks().length > 0) this.#outgoing.add(parts.stream);
    this.#connection = new Connection({
      ...parts,
      events: {
        take: (input) => this.#take(input),
        stream: (stream) => this.fire("stream", stream),
        track: (track, stream) => this.fire("track", track, stream),
        data: (data) => this.fire("data", data),
        changed: () => this.#show(),
      },
    });
    this.#snapshot = this.#picture();
    this.#line = new CallLine(parts.line);
    this.#line.follow((input) => this.#take(input));
    this.#take({ type: "start", preconnected: parts.adopt !== undefined });
  }

  /** `connecting` at first, `connected`, `reconnecting` after a loss, `ended` for good. */
  get state(): CallStateName {
    return this.#state.kind;
  }

  /** All there is to show, frozen. The same object until something changes; `changed` fires with each new one. */
  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /**
   * Sends data to the other side, in order, past every server. What is on its way when the connection is lost is lost.
   * @param data - well-formed text or bytes: at most 262 144, UTF-8 bytes if it is text; what every browser takes at once. What is
   * neither is to be made text by you, as with `JSON.stringify`
   * @throws InvitationError `illegal-command` unless it is `connected`, and while too much waits to be sent; `invalid-content`,
   * `content-too-long`
   */
  send(data: string | Uint8Array): void {
    checkThat(this.state, "send", dataProblem(data));
    const { state } = this;
    if (state === "connected" && this.#connection.send(data)) return;
    const now =
      "connected, but takes nothing just now: it is about to reconnect, or too much waits to be sent";
    checkThat(state, "send", ["illegal-command", `it is ${state === "connected" ? now : state}`]);
  }

  /**
   * Sends one more stream, beside those that are sent. Both sides may do so at the same time.
   * @throws InvitationError `invalid-option` for a stream that has no live track, or is sent already, if only a track of it, and for
   * the 31st track; `illegal-command` after the end
   */
  addStream(stream: MediaStream, options: StreamOptions = {}): void {
    const operation = "addStream";
    checkOpen(this.state, operation);
    checkNames(options, ["screen"], operation);
    const { screen = false } = options;
    checkThat(this.state, operation, switchProblem("screen", screen) ?? this.#outgoing.whyNotAdd(stream));
    this.#outgoing.add(stream, screen);
    void this.#change();
  }

  /**
   * Stops sending a stream, at once. Its tracks stay live: stopping them is the app's. What was turned off of it is on again as
   * soon as it no longer goes out, unless another call sends it.
   * @throws InvitationError `invalid-option` for a stream that is not sent; `illegal-command` after the end
   */
  removeStream(stream: MediaStream): void {
    checkOpen(this.state, "removeStream");
    checkThat(this.state, "removeStream", this.#outgoing.has(stream) ? undefined : "this stream is not sent");
    const letGo = this.#outgoing.remove(stream);
    void this.#change().then(letGo);
  }

  /**
   * Sends one track in place of another of the same kind, at once: another camera, or the screen instead of it.
   * @throws InvitationError `invalid-option` for a track that is not sent, another of another kind, or one that is sent
   * already or has ended; `illegal-command` after the end
   */
  replaceTrack(before: MediaStreamTrack, after: MediaStreamTrack): void {
    checkOpen(this.state, "replaceTrack");
    checkThat(this.state, "replaceTrack", this.#outgoing.whyNotReplace(before, after));
    const [sending, letGo] = this.#outgoing.replace(before, after) ?? [];
    if (sending !== undefined) void this.#connection.replace(sending, before, after).then(letGo);
    this.#show();
  }

  /**
   * Turns the microphone off (`true`) or on again; the other side is told. It stays off for what is added later. The same microphone
   * in another call is off or on with it; on hold this counts from `resume`, and for this call alone.
   * @throws InvitationError `invalid-option`; `illegal-command` after the end
   */
  setMuted(isMuted: boolean): void {
    this.#turn("setMuted", "microphone", isMuted);
  }

  /**
   * Turns the camera off (`true`) or on again, as `setMuted` does the microphone. A screen stays.
   * @throws InvitationError `invalid-option`; `illegal-command` after the end
   */
  setCameraOff(isOff: boolean): void {
    this.#turn("setCameraOff", "camera", isOff);
  }

  /**
   * Puts the call on hold: nothing that this side sends goes out from now until `resume`, and the other side is told. Data still does.
   * The tracks stay live and as they are, so that the same camera can be sent in another call. Both sides may hold at once.
   * Silence what is played of the other side yourself. Nothing happens if it is on hold already.
   * @throws InvitationError `illegal-command` after the end
   */
  hold(): void {
    this.#hold("hold", true);
  }

  /**
   * Sends again what `hold` kept back. Nothing happens if it is not on hold here.
   * @throws InvitationError `illegal-command` after the end
   */
  resume(): void {
    this.#hold("resume", false);
  }

  /** How well the call goes, since the last time this was asked. All unknown while there is no media connection. */
  stats(): Promise<CallStats> {
    return this.#connection.stats();
  }

  /**
   * Ends the call at both sides. The tracks that were sent stay live: stopping them is the app's. Nothing after the end.
   * @param content - parting words, at most about 8000 UTF-8 bytes, default none
   * @throws InvitationError `invalid-content`, `content-too-long`
   */
  hangUp(content = ""): void {
    const words = checkText("content", content, "hangUp", this.state, "call");
    // With what goes around it, it may be longer than a line takes.
    checkText("content", writeEnd("hung-up-here", words), "hangUp", this.state, "call");
    this.#take({ type: "hangUp", content });
  }

  /** {@link hangUp} */
  [Symbol.dispose](): void {
    this.hangUp();
  }

  /** One input after the other: what a listener does waits for its turn. */
  #take(input: CallInput): void {
    this.#inputs.push(input);
    if (this.#running) return;
    this.#running = true;
    while (this.#inputs.length > 0) guarded(() => this.#step(this.#inputs.shift() as CallInput));
    this.#running = false;
  }

  #step(input: CallInput): void {
    const [state, ...effects] = reduceCall(this.#state, input, this.#clock.nowMs(), this.#parts.limits);
    const ended = state.end !== undefined && this.#state.end === undefined;
    this.#state = state;
    for (const effect of effects) this.#do(effect);
    this.#timers.set("", callDeadline(state), () => this.#take({ type: "wake" }));
    if (ended && state.end !== undefined) this.fire("ended", state.end);
    this.#show();
  }

  #do(effect: CallEffect): void {
    const { sendings } = this.#outgoing;
    switch (effect.do) {
      case "build":
        if (!this.#connection.build(effect.generation, sendings)) this.#inputs.push({ type: "changed" });
        return;
      case "feed":
        return this.#connection.feed(effect.data);
      case "sync":
        if (this.#connection.sync(sendings) === false) {
          this.#inputs.push({ type: "settled", generation: this.#state.generation });
        }
        return;
      case "say":
        // A media connection without one of its words would wait for the answer for ever.
        if (!this.#line.say(effect.message))
          this.#inputs.push({ type: "failed", generation: effect.message.g });
        return;
      case "closeLine":
        return this.#line.close(effect.content);
      case "release":
        this.#connection.drop(effect.leaves);
        this.#outgoing.release();
    }
  }

  #hold(operation: string, isHeld: boolean): void {
    checkOpen(this.state, operation);
    if (this.#outgoing.hold(isHeld)) void this.#change();
  }

  /** What is sent changed: what no longer goes out is silent at once, and both sides agree on the rest. Resolves once it is silent. */
  #change(): Promise<void> {
    const silent = this.#connection.keepTo(this.#outgoing.sendings);
    this.#take({ type: "changed" });
    return silent;
  }

  #turn(operation: string, device: Device, isOff: boolean): void {
    checkOpen(this.state, operation);
    checkThat(this.state, operation, switchProblem("the switch", isOff));
    this.#outgoing.turn(device, isOff);
    this.#show();
  }

  /** Tells the other side what is sent, once the line is up, and the app what is to be shown, where either is news. */
  #show(): void {
    const { switches, screen } = this.#outgoing;
    const news = { ...switches, screen: (screen && this.#connection.idOf(screen)) ?? null };
    const told = this.#told === undefined ? news : keepSame(this.#told, news);
    if (told !== this.#told && this.#state.lineUp && this.#state.kind !== "ended") {
      if (this.#line.say({ m: "media", ...news })) this.#told = told;
    }
    const snapshot = keepSame(this.#snapshot, this.#picture());
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    this.fire("changed", snapshot);
  }

  #picture(): CallSnapshot {
    return takeSnapshot(this.#parts.peer, this.#state, this.#outgoing, this.#connection.streams);
  }
}
