// What this side sends in its calls: microphone, camera and screen, each turned on, off or exchanged during a call.
import type { CallSnapshot } from "peer-invite/call";
import { hasPicture } from "peer-invite/ui/functions";
import type { TrackKind } from "./needs.ts";
import { askForScreen, endScreen } from "./screen.ts";
import type { StudioKeeper } from "./studio.ts";
import type { Talks } from "./talks.ts";

/** Changes what a call sends. Calls go by the key of their card. */
export interface Sending {
  /** Turns microphone or camera off or on. Asks for a device that the call does not send yet. */
  turn(key: string, device: TrackKind): Promise<void>;
  /** Opens devices for a call that does not send them yet. */
  open(key: string, devices: readonly TrackKind[]): Promise<void>;
  /** Shares a screen with the other side, or stops sharing. */
  share(key: string): Promise<void>;
}

/** Changes what `talks` send. When `studio` exchanges a device, every call that sends it sends the new one. */
export function createSending(talks: Talks, studio: StudioKeeper): Sending {
  /** The calls for which a person is choosing a screen. */
  const choosing = new Set<string>();

  const replace = (before: MediaStreamTrack, after: MediaStreamTrack): void => {
    const streams = new Set<MediaStream>();
    for (const call of talks.all()) {
      const stream = call.snapshot.streams.find((it) => it.getTracks().includes(before));
      if (stream === undefined) continue;
      call.replaceTrack(before, after);
      streams.add(stream);
    }
    // Two calls may send the same stream. The page shows it, and the next exchange looks for its track in it.
    for (const stream of streams) {
      stream.removeTrack(before);
      stream.addTrack(after);
    }
  };
  studio.onReplace(replace);

  const add = async (key: string, devices: readonly TrackKind[]): Promise<void> => {
    const call = talks.find(key);
    for (const track of await studio.add(devices)) {
      const isSent = call?.snapshot.streams.some((stream) => stream.getTracks().includes(track));
      if (call === undefined || call.state === "ended" || isSent) continue;
      const device = track.kind as TrackKind;
      // The track of an unplugged device gives its place to the new one. Otherwise the other side would get two pictures.
      const lost = lostTrack(call.snapshot, device);
      if (lost === undefined) call.addStream(new MediaStream([track]));
      else replace(lost, track);
      // The device may have been off when it was unplugged.
      if (device === "audio") call.setMuted(false);
      else call.setCameraOff(false);
      talks.tell(key, { mediaError: undefined });
    }
  };

  return {
    async turn(key, device) {
      const call = talks.find(key);
      const now = device === "audio" ? call?.snapshot.microphone : call?.snapshot.camera;
      if (now === "none") await add(key, [device]);
      else if (device === "audio") call?.setMuted(now === "on");
      else call?.setCameraOff(now === "on");
    },
    open: add,
    async share(key) {
      const call = talks.find(key);
      const shown = call?.snapshot.screen;
      if (call === undefined || choosing.has(key)) return;
      if (shown !== undefined) {
        endScreen(shown);
        return call.removeStream(shown);
      }
      choosing.add(key);
      const stream = await askForScreen().finally(() => choosing.delete(key));
      if (stream === undefined) return;
      // The call may have ended meanwhile, or the person has stopped sharing in the browser's own bar.
      if (call.state === "ended" || !hasPicture(stream)) endScreen(stream);
      else call.addStream(stream, { screen: true });
    },
  };
}

/** A track that a call still sends although its device is gone. */
function lostTrack({ streams, screen }: CallSnapshot, device: TrackKind): MediaStreamTrack | undefined {
  const tracks = streams.filter((stream) => stream !== screen).flatMap((stream) => stream.getTracks());
  return tracks.find(({ kind, readyState }) => kind === device && readyState === "ended");
}
