// The object an app holds for a call. It carries out what the machine decides, on the invitation's line and a media
// connection.

import { checkNames } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { ObservableEmitter } from "../base/observable.ts";
import { guarded } from "../base/report.ts";
import { keepSame } from "../base/same.ts";
import { Timers } from "../base/timers.ts";
import { checkText, type Line } from "../client/public.ts";
import { CALL_EVENTS, type CallEvents, type CallSnapshot, type StreamOptions } from "./call-events.ts";
import { CallLine } from "./call-line.ts";
import { callDeadline, reduceCall } from "./call-machine.ts";
import { type CallEffect, type CallInput, type CallState, createCallState } from "./call-record.ts";
import { takeSnapshot } from "./call-snapshot.ts";
import type { CallLimits, CallStateName } from "./call-state.ts";
import type { CallStats } from "./call-stats.ts";
import { checkOpen, checkThat, dataProblem, switchProblem } from "./check-call.ts";
import { Connection, type ConnectionParts } from "./connection.ts";
import type { Device } from "./media-errors.ts";
import { type MediaNews, writeEnd } from "./messages.ts";
import { Outgoing } from "./outgoing.ts";

/** The parts of a call. @internal */
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
    // A stream whose devices are all gone has nothing to send now, but may get other tracks later.
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

  /**
   * The call's whole state, frozen. The object stays the same until something changes. `changed` fires with each new
   * one.
   */
  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /**
   * Sends data to the other side, in order, over the media connection and not through the broker. Data that is on its
   * way when the connection is lost is lost.
   * @param data - well-formed text or bytes, at most 262 144 bytes (for text, UTF-8 bytes), which every browser takes
   * at once. Turn any other value into text first, for example with `JSON.stringify`
   * @throws InvitationError `illegal-command` unless the call is `connected`, and while too much waits to be sent;
   * `invalid-content`, `content-too-long`
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
   * Sends one more stream, besides those already sent. Both sides may do so at the same time.
   * @throws InvitationError `invalid-option` for a stream that has no live track, for one that is already sent, even if
   * only one of its tracks is, and for the 31st track; `illegal-command` after the end
   */
  addStream(stream: MediaStream, options: StreamOptions = {}): void {
    const operation = "addStream";
    checkOpen(this.state, operation);
    checkNames(options, ["screen"], operation);
    const { screen = false } = options;
    checkThat(this.state, operation, switchProblem("screen", screen) ?? this.#outgoing.whyNotAdd(stream));
    this.#outgoing.add(stream, screen);
    // A connection that was made ahead may have room for it, and then nothing has to be negotiated.
    if (this.#connection.fill(this.#outgoing.sendings)) this.#show();
    else void this.#change();
  }

  /**
   * Stops sending a stream, at once. Its tracks stay live; the app stops them. Tracks that were turned off are on again
   * as soon as they are no longer sent, unless another call sends them.
   * @throws InvitationError `invalid-option` for a stream that is not sent; `illegal-command` after the end
   */
  removeStream(stream: MediaStream): void {
    checkOpen(this.state, "removeStream");
    checkThat(this.state, "removeStream", this.#outgoing.has(stream) ? undefined : "this stream is not sent");
    const letGo = this.#outgoing.remove(stream);
    void this.#change().then(letGo);
  }

  /**
   * Sends one track in place of another of the same kind, at once: another camera, or the screen instead of the camera.
   * @throws InvitationError `invalid-option` if `before` is not sent, or if `after` is of another kind, is already
   * sent, or has ended; `illegal-command` after the end
   */
  replaceTrack(before: MediaStreamTrack, after: MediaStreamTrack): void {
    checkOpen(this.state, "replaceTrack");
    checkThat(this.state, "replaceTrack", this.#outgoing.whyNotReplace(before, after));
    const [sending, letGo] = this.#outgoing.replace(before, after) ?? [];
    if (sending !== undefined) void this.#connection.replace(sending, before, after).then(letGo);
    this.#show();
  }

  /**
   * Turns the microphone off (`true`) or on again, and tells the other side. The setting also applies to streams added
   * later. A microphone that several calls send is off or on in all of them. On hold, the setting takes effect at
   * `resume`, and for this call alone.
   * @throws InvitationError `invalid-option`; `illegal-command` after the end
   */
  setMuted(isMuted: boolean): void {
    this.#turn("setMuted", "microphone", isMuted);
  }

  /**
   * Turns the camera off (`true`) or on again, in the way that `setMuted` does the microphone. A screen is still sent.
   * @throws InvitationError `invalid-option`; `illegal-command` after the end
   */
  setCameraOff(isOff: boolean): void {
    this.#turn("setCameraOff", "camera", isOff);
  }

  /**
   * Puts the call on hold and tells the other side: this side sends no media until `resume`, but still sends data. The
   * tracks stay live and unchanged, so another call can send the same camera. Both sides may hold at once. Silencing
   * the media of the other side is up to the app. Does nothing if this side already holds the call.
   * @throws InvitationError `illegal-command` after the end
   */
  hold(): void {
    this.#hold("hold", true);
  }

  /**
   * Sends again the media that `hold` stopped. Does nothing if this side does not hold the call.
   * @throws InvitationError `illegal-command` after the end
   */
  resume(): void {
    this.#hold("resume", false);
  }

  /** The quality of the call since the last reading. All numbers are unknown while there is no media connection. */
  stats(): Promise<CallStats> {
    return this.#connection.stats();
  }

  /**
   * Ends the call at both sides. The tracks that were sent stay live; the app stops them. Does nothing after the end.
   * @param content - parting words, at most about 8000 UTF-8 bytes, default none
   * @throws InvitationError `invalid-content`, `content-too-long`
   */
  hangUp(content = ""): void {
    const words = checkText("content", content, "hangUp", this.state, "call");
    // The JSON around the words may make them longer than a line takes.
    checkText("content", writeEnd("hung-up-here", words), "hangUp", this.state, "call");
    this.#take({ type: "hangUp", content });
  }

  /** Calls {@link hangUp}. */
  [Symbol.dispose](): void {
    this.hangUp();
  }

  /** Takes inputs one after the other: an input that a listener causes waits for its turn. */
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
        // A media connection that lost one of its signals would wait for the answer forever.
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

  /**
   * What is sent changed. Media that is no longer sent falls silent at once; both sides agree on the rest. Resolves
   * once it is silent.
   */
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

  /** Tells the other side what is sent, if the line is up, and the app what to show, each only if it changed. */
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
