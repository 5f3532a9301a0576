// What a stage sends by itself: the devices that a person turns on in it, and a shared screen. It closes what it has opened.
import type { MediaError, StreamOptions } from "../../call/index.ts";
import { hasPicture } from "../functions/seen.ts";
import { openDevice, putInPlace, type SentDevice, sentTrack } from "./sent-tracks.ts";
import type { StageCall } from "./types.ts";

/** Turns the devices of a call on and off. */
export class StageMedia {
  /** The streams that were opened here, until they are closed. A device that is exchanged stays in its stream. */
  readonly #opened = new Set<MediaStream>();
  /** What the browser is asking the person about. */
  readonly #asking = new Set<SentDevice | "screen">();

  /** Turns a device off or on. Opens one that the call does not send yet. Resolves with why it could not. */
  async turn(call: StageCall, device: SentDevice, chosen: string): Promise<readonly MediaError[]> {
    const now = call.snapshot[device];
    if (now !== "none") {
      this.#set(call, device, now === "on");
      return [];
    }
    if (this.#asking.has(device)) return [];
    this.#asking.add(device);
    const { track, errors } = await openDevice(device, chosen).finally(() => this.#asking.delete(device));
    if (track === undefined) return errors;
    if (call.snapshot.state === "ended") {
      track.stop();
      return [];
    }
    // The track of an unplugged device gives its place to the new one. Otherwise the other side would get two pictures.
    const lost = sentTrack(call.snapshot, device);
    if (lost === undefined) this.#send(call, new MediaStream([track]));
    else putInPlace(call, lost, track);
    this.#set(call, device, false);
    return errors;
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
    this.#asking.add("screen");
    const stream = await navigator.mediaDevices
      .getDisplayMedia({ video: true })
      .catch(() => undefined)
      .finally(() => this.#asking.delete("screen"));
    if (stream === undefined) return;
    // The call may have ended meanwhile, or the person has stopped sharing in the browser's own bar.
    if (call.snapshot.state === "ended" || !hasPicture(stream)) stopAll(stream);
    else this.#send(call, stream, { screen: true });
  }

  /** Closes what was opened here. What the app opened stays. */
  close(): void {
    for (const stream of this.#opened) stopAll(stream);
    this.#opened.clear();
  }

  #send(call: StageCall, stream: MediaStream, options: StreamOptions = {}): void {
    this.#opened.add(stream);
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
