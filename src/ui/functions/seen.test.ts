// Which streams of the other side a person sees, and which they only hear.

import { expect, test } from "vitest";
import type { CallSnapshot } from "../../call/index.ts";
import { seenOf } from "./seen.ts";

/** A stream, with or without a live picture. */
const stream = (picture: "live" | "ended" | "none" = "live"): MediaStream =>
  ({ getVideoTracks: () => (picture === "none" ? [] : [{ readyState: picture }]) }) as unknown as MediaStream;

const seen = (
  remoteStreams: readonly MediaStream[],
  news: Partial<Pick<CallSnapshot, "remoteScreen" | "remoteCamera">> = {},
) => seenOf({ remoteStreams, remoteScreen: undefined, remoteCamera: "on", ...news } as CallSnapshot);

test("a camera is seen large, and a voice is heard", () => {
  const [camera, voice] = [stream(), stream("none")];
  expect(seen([camera, voice])).toEqual({ main: camera, others: [], heard: [voice], isDark: false });
});

test("a shared screen is seen large, and the camera small beside it", () => {
  const [screen, camera] = [stream(), stream()];
  expect(seen([screen, camera], { remoteScreen: screen })).toMatchObject({ main: screen, others: [camera] });
});

test("while the camera is off nothing is seen, but a shared screen is", () => {
  const [camera, screen] = [stream(), stream()];
  expect(seen([camera], { remoteCamera: "off" }).isDark).toBe(true);
  const shared = seen([camera, screen], { remoteCamera: "off", remoteScreen: screen });
  expect(shared).toMatchObject({ main: screen, others: [], heard: [camera], isDark: false });
});

test("a picture that has ended is not seen", () => {
  expect(seen([stream("ended")])).toMatchObject({ main: undefined, isDark: true });
});

test("of a hundred streams four are seen and four are heard", () => {
  const streams = Array.from({ length: 100 }, () => stream());
  const { main, others, heard } = seen(streams);
  expect(main).toBe(streams.at(-1));
  expect(others).toEqual(streams.slice(-4, -1));
  expect(heard).toEqual(streams.slice(0, 4));
});
