// Which of the other side's streams are seen, and which are only heard.
import type { CallSnapshot } from "../../call/index.ts";

/** The other side may send any number of streams. The stage shows this many pictures. */
const PICTURES_MAX = 4;
/** And it plays the sound of this many streams that it does not show. */
const VOICES_MAX = 4;

/** The other side's streams, as the stage presents them. */
export interface Seen {
  /** The large picture: the shared screen, or else the newest camera. */
  readonly main: MediaStream | undefined;
  /** The small pictures; none while the camera there is off. */
  readonly others: readonly MediaStream[];
  /** The streams that are only heard. */
  readonly heard: readonly MediaStream[];
  /** Whether the large picture shows nothing: there is none, or its camera is off. */
  readonly isDark: boolean;
}

/** Sorts the streams of `snapshot`. */
export function seenOf({ remoteStreams, remoteScreen, remoteCamera }: CallSnapshot): Seen {
  const isCameraOn = remoteCamera === "on";
  const pictures = remoteStreams
    .filter(hasPicture)
    .toSorted((a, b) => Number(a === remoteScreen) - Number(b === remoteScreen))
    .slice(-PICTURES_MAX);
  const main = pictures.at(-1);
  const others = isCameraOn ? pictures.slice(0, -1) : [];
  const heard = remoteStreams.filter((stream) => stream !== main && !others.includes(stream));
  return {
    main,
    others,
    heard: heard.slice(0, VOICES_MAX),
    isDark: main === undefined || (remoteScreen === undefined && !isCameraOn),
  };
}

/** Whether a stream has a picture that has not ended. */
export function hasPicture(stream: MediaStream): boolean {
  return stream.getVideoTracks().some(({ readyState }) => readyState === "live");
}
