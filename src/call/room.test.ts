// The room of a connection: when the other side's tracks are announced. What needs a browser is tested in one
// (e2e/library/preconnect.spec.ts).
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Room } from "./room.ts";

class Stream {
  tracks: unknown[] = [];
  addTrack(track: unknown): void {
    this.tracks.push(track);
  }
  removeTrack(track: unknown): void {
    this.tracks = this.tracks.filter((it) => it !== track);
  }
}

beforeAll(() => void vi.stubGlobal("MediaStream", Stream));
afterAll(() => void vi.unstubAllGlobals());

/** A room, and what it announced: the kinds of track, and whether they are the first of their stream. */
function createRoom() {
  const tracks = ["audio", "video"].map((kind) => Object.assign(new EventTarget(), { kind }));
  const places = tracks.map((track) => ({
    receiver: { track },
    sender: { setStreams: () => {} },
    direction: "recvonly",
  }));
  const opened: unknown[] = [];
  const pc = { getTransceivers: () => places } as unknown as RTCPeerConnection;
  const room = new Room(pc, false, (_stream, news, isFirst) => {
    for (const { kind } of news) opened.push([kind, isFirst]);
  });
  /** The browser puts all tracks into the stream, and then announces one after the other. */
  const describe = async (): Promise<void> => {
    const stream = new Stream();
    for (const track of tracks) stream.addTrack(track);
    for (const track of tracks) {
      expect(room.withholds(track as never, stream as never)).toBe(true);
      await Promise.resolve();
    }
    expect(stream.tracks).toHaveLength(opened.length);
  };
  return { room, tracks, opened, describe };
}

test("a track is announced once the other side says that it sends one", async () => {
  const { room, opened, describe } = createRoom();
  await describe();
  expect(opened).toEqual([]);
  room.open(["video"]);
  room.open(["video"]);
  expect(opened).toEqual([["video", true]]);
});

test("or once its first packet is here", async () => {
  const { tracks, opened, describe } = createRoom();
  await describe();
  for (const track of tracks) track.dispatchEvent(new Event("unmute"));
  expect(opened).toEqual([
    ["audio", true],
    ["video", false],
  ]);
});

test.each([[["audio", "video"]], [["video"]], [[]]])(
  "also if the other side says so before its description is here: %j",
  async (kinds) => {
    const { room, opened, describe } = createRoom();
    room.open(kinds);
    await describe();
    expect(opened).toEqual(kinds.map((kind, index) => [kind, index === 0]));
  },
);
