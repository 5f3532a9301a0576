// What a stage sends by itself: the devices that a person turns on in it, and a shared screen. It closes what it has opened.
import type { MediaError, StreamOptions } from "../../call/index.ts";
import { hasPicture } from "../functions/seen.ts";
import { exchangeDevice, openDevice, putInPlace, type SentDevice, sentTrack } from "./sent-tracks.ts";
import type { StageCall } from "./types.ts";

/** Turns the devices of a call on and off. */
export class StageMedia {
  /** The streams that were opened here, each with its call, until they are closed. A device that is exchanged stays in its stream. */
  readonly #opened = new Map<MediaStream, StageCall>();
  /** What the browser is asking the person about. */
  readonly #asking = new Set<SentDevice | "screen">();
  /** Counts how often all was closed. What a person allows after that comes too late. */
  #closings = 0;

  /**
   * Turns a device off or on. Opens one that the call does not send yet. `chosen`: which one, at the moment. Resolves with why it
   * could not.
   */
  async turn(
    call: StageCall,
    device: SentDevice,
    chosen: Record<SentDevice, string>,
  ): Promise<readonly MediaError[]> {
    const now = call.snapshot[device];
    if (now !== "none") {
      this.#set(call, device, now === "on");
      return [];
    }
    if (this.#asking.has(device)) return [];
    const isInTime = this.#ask(device);
    const id = chosen[device];
    const { track, errors } = await openDevice(device, id);
    if (!isInTime() || call.snapshot.state === "ended") {
      track?.stop();
      return [];
    }
    if (track === undefined) return errors;
    // The track of an unplugged device gives its place to the new one. Otherwise the other side would get two pictures.
    const lost = sentTrack(call.snapshot, device);
    if (lost === undefined) this.#send(call, new MediaStream([track]));
    else putInPlace(call, lost, track);
    this.#set(call, device, false);
    if (chosen[device] === id) return errors;
    // The person has chosen another one while this one was opened.
    const failed = (await exchangeDevice(call, device, chosen[device])) ?? [];
    if (failed.length > 0) chosen[device] = id;
    return failed;
  }

  /** Shares a screen, or stops sharing. Nothing happens if the person chooses none. */
  async share(call: StageCall): Promise<void> {
    const { screen } = call.snapshot;
    if (screen !== undefined) {
      call.removeStream(screen);
      stopAll(screen);
      return;
    }
    if (this.#asking.has("screen")) return;
    const isInTime = this.#ask("screen");
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true }).catch(() => undefined);
    const isWanted = isInTime() && call.snapshot.state !== "ended";
    if (stream === undefined) return;
    // The person may have stopped sharing meanwhile, in the browser's own bar.
    if (!isWanted || !hasPicture(stream)) stopAll(stream);
    else this.#send(call, stream, { screen: true });
  }

  /** Closes what was opened here, and what is still being opened. What the app opened stays. */
  close(): void {
    this.#closings += 1;
    this.#asking.clear();
    const opened = [...this.#opened];
    this.#opened.clear();
    for (const [stream, call] of opened) {
      stopAll(stream);
      const { state, streams } = call.snapshot;
      // The call may go on without the stage. Then it no longer sends the stream, nor a device that opens too late.
      if (state !== "ended" && streams.includes(stream)) call.removeStream(stream);
    }
  }

  /** The browser asks the person. Call the result once after the answer: it says whether the answer came in time. */
  #ask(what: SentDevice | "screen"): () => boolean {
    this.#asking.add(what);
    const closings = this.#closings;
    return () => closings === this.#closings && this.#asking.delete(what);
  }

  #send(call: StageCall, stream: MediaStream, options: StreamOptions = {}): void {
    this.#opened.set(stream, call);
    call.addStream(stream, options);
  }

  #set(call: StageCall, device: SentDevice, isOff: boolean): void {
    if (device === "microphone") call.setMuted(isOff);
    else call.setCameraOff(isOff);
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Whether this browser can share a screen. Those of phones cannot. */
export function canShare(): boolean {
  return "getDisplayMedia" in (navigator.mediaDevices ?? {});
}
