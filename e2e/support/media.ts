// How a test sees that a picture moves.
import { expect, type Locator } from "@playwright/test";

/** Waits until a picture moves, for so many more frames. */
export async function expectMovement(video: Locator, count = 10): Promise<void> {
  await expect(video).toBeVisible();
  const frames = (): Promise<number> =>
    video.evaluate((it) => (it as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + count);
}
