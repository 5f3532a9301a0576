// What a connection sends, on a connection whose senders change their tracks a moment later, as in browsers.
import { describe, expect, test } from "vitest";
import type { Sending } from "./media-port.ts";
import type { MemoryTrack } from "./memory-media.fixture.ts";
import { streamOf } from "./memory-media.fixture.ts";
import { SentStreams } from "./sent-streams.ts";

class Sender {
  track: MemoryTrack | null;
  wasUsed = true;

  constructor(track: MemoryTrack | null) {
    this.track = track;
  }

  async replaceTrack(track: MemoryTrack | null): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
    this.track = track;
  }
}

/** The part of a connection that is needed, with the standard's rules for `addTrack`. */
class Connection {
  readonly transceivers: {
    sender: Sender;
    receiver: { track: { kind: string } };
    direction: string;
    currentDirection: string | null;
    mid: string | null;
  }[] = [];
  error: unknown;
  /** How often a negotiation was needed. */
  negotiations = 0;
  readonly room: Sender[] = [];

  readonly sent = new SentStreams({
    transceivers: () => this.transceivers as never,
    room: { take: () => (this.room.length > 0 ? this.room.splice(0) : undefined) } as never,
    addTrack: (track) => this.#addTrack(track as never),
    negotiate: () => {
      this.negotiations += 1;
    },
    filled: () => {},
    failed: (error) => {
      this.error = error;
    },
    isGone: () => this.error !== undefined,
  });

  /** What goes out. */
  get heard(): (MemoryTrack | null)[] {
    return this.transceivers.filter(({ sender }) => sender.track).map(({ sender }) => sender.track);
  }

  /** What a side does in its turn, and what both agree on then. */
  async sync(...sendings: readonly Sending[]): Promise<void> {
    if (!this.sent.fill(sendings)) this.sent.change();
    await this.agree();
  }

  async agree(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    for (const [index, place] of this.transceivers.entries()) {
      if (place.mid === null && place.sender.track === null) continue;
      place.mid = String(index);
      place.currentDirection = place.direction;
      if (place.sender.track !== null) place.sender.wasUsed = true;
    }
  }

  makeRoom(kind: "audio" | "video"): void {
    const sender = new Sender(null);
    this.room.push(sender);
    this.#place(sender, kind, "0");
  }

  #addTrack(track: MemoryTrack): void {
    if (this.transceivers.some(({ sender }) => sender.track === track))
      throw new Error("a sender already exists");
    const free = this.transceivers.find(
      ({ sender, receiver }) =>
        sender.track === null && !sender.wasUsed && receiver.track.kind === track.kind,
    );
    if (free !== undefined) {
      free.sender.track = track;
      free.direction = "sendrecv";
      return;
    }
    const sender = new Sender(track);
    sender.wasUsed = false;
    this.#place(sender, track.kind, null);
  }

  #place(sender: Sender, kind: string, mid: string | null): void {
    const place = {
      sender,
      receiver: { track: { kind } },
      direction: "sendrecv",
      currentDirection: null,
      mid,
    };
    this.transceivers.push(place);
  }
}

function sendingOf(kind: "audio" | "video", isScreen = false): Sending {
  const { stream } = streamOf(kind);
  return { stream, tracks: stream.getTracks(), isScreen };
}

describe("while senders change what they send", () => {
  test("a stream that is put on hold meanwhile is not heard again", async () => {
    const connection = new Connection();
    const [camera, screen] = [sendingOf("video"), sendingOf("video", true)];
    await connection.sync(camera, screen);
    void connection.sent.keepTo([camera]);
    if (!connection.sent.fill([camera])) connection.sent.change();
    void connection.sent.keepTo([]);
    await connection.agree();
    expect([connection.heard, connection.error]).toEqual([[], undefined]);
  });

  test("a stream that is removed before it could be added is not sent, and the caller that waits is told", async () => {
    const connection = new Connection();
    const [camera, other] = [sendingOf("video"), sendingOf("video")];
    await connection.sync(camera);
    const before = connection.negotiations;
    void connection.sent.replace(camera, camera.tracks[0] as never, streamOf("video").track);
    if (!connection.sent.fill([camera, other])) connection.sent.change();
    expect(connection.sent.isChanging).toBe(true);
    void connection.sent.keepTo([camera]);
    await connection.agree();
    expect([connection.heard.length, connection.sent.idOf(other), connection.sent.isChanging]).toEqual([
      1,
      undefined,
      false,
    ]);
    expect(connection.negotiations).toBe(before + 1);
  });

  test("hold and resume at once change nothing, also in room that was made in advance", async () => {
    const connection = new Connection();
    connection.makeRoom("video");
    const camera = sendingOf("video");
    await connection.sync(camera);
    void connection.sent.keepTo([]);
    if (!connection.sent.fill([])) connection.sent.change();
    void connection.sent.keepTo([camera]);
    await connection.agree();
    await connection.sync(camera);
    expect([connection.heard, connection.error, connection.transceivers.length]).toEqual([
      camera.tracks,
      undefined,
      1,
    ]);
  });

  test("what found no room yet is sent in it once it is there, without a negotiation", async () => {
    const connection = new Connection();
    const camera = sendingOf("video");
    expect(connection.sent.fill([camera])).toBe(false);
    connection.makeRoom("video");
    connection.sent.refill();
    await connection.agree();
    expect([connection.heard, connection.negotiations]).toEqual([camera.tracks, 0]);
    expect(connection.sent.fill([camera])).toBe(true);
    connection.makeRoom("audio");
    connection.sent.refill();
    expect([connection.room.length, connection.negotiations]).toEqual([1, 0]);
  });

  test("a track continues in another stream", async () => {
    const connection = new Connection();
    const camera = sendingOf("video");
    await connection.sync(camera);
    const again = { ...sendingOf("audio"), tracks: camera.tracks };
    await connection.sync(again);
    expect([connection.heard, connection.error]).toEqual([camera.tracks, undefined]);
  });
});

describe("sections", () => {
  test("are used again by similar streams, with the same id", async () => {
    const connection = new Connection();
    const camera = sendingOf("video");
    await connection.sync(camera);
    const name = connection.sent.idOf(camera);
    for (let times = 0; times < 5; times += 1) {
      await connection.sync();
      const next = sendingOf("video");
      await connection.sync(next);
      expect([connection.sent.idOf(next), connection.heard]).toEqual([name, next.tracks]);
    }
    expect(connection.transceivers).toHaveLength(1);
    await connection.sync();
    const screen = sendingOf("video", true);
    await connection.sync(screen);
    expect(connection.sent.idOf(screen)).not.toBe(name);
    expect(connection.transceivers).toHaveLength(2);
  });

  test("are not given twice if a browser gave an unused sender to the next stream", async () => {
    const connection = new Connection();
    const [first, second, third, fourth] = [1, 2, 3, 4].map(() => sendingOf("video", true)) as [
      Sending,
      Sending,
      Sending,
      Sending,
    ];
    // Removed before both sides knew of it.
    if (!connection.sent.fill([first])) connection.sent.change();
    await connection.sync();
    await connection.sync(second);
    await connection.sync();
    await connection.sync(third, fourth);
    expect(connection.error).toBeUndefined();
    expect(new Set(connection.heard)).toEqual(new Set([...third.tracks, ...fourth.tracks]));
  });

  test("that the other side ignored because they were silent are asked for again", async () => {
    const connection = new Connection();
    const camera = sendingOf("video");
    if (!connection.sent.fill([camera])) connection.sent.change();
    void connection.sent.keepTo([]);
    await connection.agree();
    expect(connection.transceivers[0]?.mid).toBeNull();
    expect(connection.sent.fill([camera])).toBe(false);
    await connection.sync(camera);
    expect(connection.sent.fill([camera])).toBe(true);
  });
});
