// What a call does while the code of media connections is still loading, and when it cannot be loaded. Chromium loads it in
// e2e/library/load-calls.spec.ts.
import { describe, expect, test, vi } from "vitest";
import { InvitationError } from "../base/pure/errors.ts";
import { LateMedia } from "./late-media.ts";
import type { CreateMedia, Media, MediaEvents, MediaParts, Sending } from "./media-port.ts";
import { TooMuchError } from "./signals.ts";

const sending: Sending = { stream: {} as MediaStream, tracks: [], isScreen: false };
const track = {} as MediaStreamTrack;

/** A connection that notes what it is asked to do. */
function createNoted(): { readonly notes: unknown[]; readonly media: Media } {
  const notes: unknown[] = [];
  const note = <Result>(result: Result, name: string, ...args: readonly unknown[]): Result => {
    notes.push([name, ...args]);
    return result;
  };
  const media: Media = {
    feed: (data) => note(undefined, "feed", data),
    sync: (all) => note(false, "sync", all),
    fill: (all) => note(true, "fill", all),
    keepTo: async (all) => note(undefined, "keepTo", all),
    replace: async (...args) => note(undefined, "replace", ...args),
    idOf: () => "id",
    send: () => true,
    stats: async () => [{}],
    close: () => note(undefined, "close"),
    leave: () => note(undefined, "leave"),
  };
  return { notes, media };
}

function createLate(ahead = false): {
  readonly late: LateMedia;
  readonly failures: unknown[];
  readonly settled: () => void;
  load(create: CreateMedia): Promise<void>;
  fail(cause: unknown): Promise<void>;
} {
  let resolve: (create: CreateMedia) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const promise = new Promise<CreateMedia>((...both) => {
    [resolve, reject] = both;
  });
  const failures: unknown[] = [];
  const settled = vi.fn<() => void>();
  const events = { failed: (cause: unknown) => failures.push(cause), settled } as unknown as MediaEvents;
  const parts: MediaParts = { leads: true, config: undefined, sendings: [], ahead, events };
  const settle = async (): Promise<void> => {
    await promise.catch(() => {});
    await Promise.resolve();
  };
  return {
    late: new LateMedia(parts, promise),
    failures,
    settled,
    load(create) {
      resolve(create);
      return settle();
    },
    fail(cause) {
      reject(cause);
      return settle();
    },
  };
}

describe("a connection whose code is loading", () => {
  test("does in order what it was asked, once the code is there, and from then on at once", async () => {
    const { late, settled, load } = createLate();
    const { notes, media } = createNoted();
    late.feed({ n: 1 });
    expect([late.fill([sending]), late.sync([sending])]).toEqual([false, true]);
    await late.keepTo([]);
    await late.replace(sending, track, track);
    late.feed({ n: 2 });
    expect([late.idOf(sending), late.send("text"), await late.stats()]).toEqual([undefined, false, []]);
    await load(() => media);
    expect(notes).toEqual([
      ["feed", { n: 1 }],
      ["fill", [sending]],
      ["sync", [sending]],
      ["keepTo", []],
      ["replace", sending, track, track],
      ["feed", { n: 2 }],
    ]);
    // It was promised that the change is negotiated, and there was none.
    expect(settled).toHaveBeenCalledOnce();
    notes.length = 0;
    expect([late.fill([]), late.sync([])]).toEqual([true, false]);
    late.feed({ n: 3 });
    expect([late.idOf(sending), late.send("text"), await late.stats()]).toEqual(["id", true, [{}]]);
    late.leave();
    expect(notes).toEqual([["fill", []], ["sync", []], ["feed", { n: 3 }], ["leave"]]);
  });

  test.each([false, true])(
    "begins with what is to be sent by then, or empty if it is set up ahead (%j)",
    async (ahead) => {
      const { late, load } = createLate(ahead);
      const made: (readonly Sending[])[] = [];
      void late.keepTo([sending]);
      await load(({ sendings }) => {
        made.push(sendings);
        return createNoted().media;
      });
      expect(made).toEqual([ahead ? [] : [sending]]);
    },
  );

  test.each(["close", "leave"] as const)(
    "%s before the code is there: no connection is made",
    async (end) => {
      const { late, failures, load } = createLate();
      const create = vi.fn<CreateMedia>();
      late.feed({});
      late[end]();
      late.feed({});
      await load(create);
      expect([create.mock.calls, failures]).toEqual([[], []]);
    },
  );

  test.each([
    ["ahead", true, 131_072],
    ["in a call", false, 131_072 + 393_216],
  ])("keeps so much of what the other side sends %s, and then fails", async (_when, ahead, max) => {
    const { late, failures, load } = createLate(ahead);
    const create = vi.fn<CreateMedia>(() => createNoted().media);
    const half = { x: "x".repeat(max / 2 - 8) };
    late.feed(half);
    late.feed(half);
    await Promise.resolve();
    expect(failures).toEqual([]);
    late.feed({});
    expect(failures).toEqual([]);
    await Promise.resolve();
    expect(failures).toEqual([expect.any(TooMuchError)]);
    late.feed({});
    await load(create);
    expect([failures.length, create.mock.calls.length]).toEqual([1, 0]);
  });

  test("fails with the reason why the code cannot be loaded, unless it is closed", async () => {
    const cause = new InvitationError("load-failed", "Cannot load.");
    const [open, closed] = [createLate(), createLate()];
    closed.late.close();
    await Promise.all([open.fail(cause), closed.fail(cause)]);
    expect([open.failures, closed.failures]).toEqual([[cause], []]);
  });
});
