// The code of calls that does not come. Chromium loads it in e2e/library/load-calls.spec.ts.
import { afterEach, expect, test, vi } from "vitest";
import type { CreateMedia, Media } from "./media-port.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.doUnmock("./media.ts");
  vi.resetModules();
});

test("code that is not there after 20 s counts as not loaded, and is used when it comes after all", async () => {
  vi.useFakeTimers();
  const createMedia = vi.fn<CreateMedia>(() => ({}) as Media);
  let arrive = (): void => {};
  const slow = new Promise<object>((resolve) => {
    arrive = () => resolve({ createMedia });
  });
  vi.doMock("./media.ts", () => slow);
  const { createMediaOnDemand, preloadCalls } = await import("./load-media.ts");
  const failed = preloadCalls().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(await Promise.race([failed, "waits"])).toBe("waits");
  await vi.advanceTimersByTimeAsync(1);
  expect(await failed).toMatchObject({ code: "load-failed", cause: new Error("It took longer than 20 s.") });
  // Another call has a time of its own.
  const again = preloadCalls();
  await vi.advanceTimersByTimeAsync(19_999);
  arrive();
  await again;
  await vi.advanceTimersByTimeAsync(0);
  expect(createMediaOnDemand({} as never)).toBe(createMedia.mock.results[0]?.value);
  expect(vi.getTimerCount()).toBe(0);
});
