// Whether a page that calls has a channel yet: what rings by post does not show it.
import type { Page } from "@playwright/test";

/** Watches the channels that the page opens from now on. Call what it returns to wait for the first that is open. */
export async function watchChannels(page: Page): Promise<() => Promise<unknown>> {
  const opened = await page.evaluateHandle(() => ({
    first: new Promise<void>((resolve) => {
      const { createDataChannel } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.createDataChannel = function (
        this: RTCPeerConnection,
        ...args: Parameters<typeof createDataChannel>
      ) {
        const channel = createDataChannel.apply(this, args);
        channel.addEventListener("open", () => resolve());
        return channel;
      };
    }),
  }));
  return () => opened.evaluate(({ first }) => first);
}
