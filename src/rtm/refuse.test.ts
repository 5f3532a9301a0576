// Calls that peer-invite does not support: nothing breaks, and the app is told what to do.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRtmScene } from "./scene.fixture.ts";

/** The uncaught rejections and the warnings while `act` runs and in the turn after. */
async function observe(act: () => unknown) {
  const uncaught: unknown[] = [];
  const note = (reason: unknown): void => void uncaught.push(reason);
  process.on("unhandledRejection", note);
  await act();
  // Node reports uncaught rejections before the next macrotask.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  return uncaught;
}

describe("an unsupported call that nobody awaits", () => {
  const warn = vi.spyOn(console, "warn");
  beforeEach(() => void warn.mockImplementation(() => {}));
  afterEach(() => void warn.mockReset());

  test("a page that joins a channel has no uncaught error, and one warning with what to do", async () => {
    const client = createRtmScene().create();
    const uncaught = await observe(() => {
      void client.createChannel("room").join();
      void client.createChannel("hall").join();
    });
    expect(uncaught).toEqual([]);
    expect(warn.mock.calls).toEqual([
      [
        "Error Code 1 - channel.join() is not part of peer-invite. It needs a server. Leave the call out, or catch this error: " +
          "calls and messages between two users work without it.",
      ],
    ]);
  });

  test("the same for every other call, also through a proxy of Vue's kind, and it rejects if it is awaited", async () => {
    const client = await createRtmScene().login("ada");
    const channel = client.createChannel("room");
    const picture = { messageType: "IMAGE", mediaId: "x" } as never;
    const calls = {
      setLocalUserAttributes: () => client.setLocalUserAttributes({ name: "Ada" }),
      upload: () => client.createMediaMessageByUploading({} as Blob, { messageType: "IMAGE" }),
      downloadMedia: () => client.downloadMedia("a picture"),
      sendMessage: () => new Proxy(channel, {}).sendMessage({ text: "hi" }),
      raw: () => client.sendMessageToPeer({ rawMessage: new Uint8Array() }, "bob"),
      image: () => client.sendMessageToPeer(client.createMessage(picture), "bob"),
    };
    const makeAll = (): void => {
      for (const call of Object.values(calls)) void call();
    };
    expect(await observe(makeAll)).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(6);
    for (const call of Object.values(calls))
      await expect(call()).rejects.toThrow("is not part of peer-invite.");
    expect(warn).toHaveBeenCalledTimes(6);
  });

  test("a failure with another cause stays an uncaught rejection", async () => {
    const client = createRtmScene().create();
    const uncaught = await observe(() => void client.sendMessageToPeer({ text: "hi" }, "bob"));
    expect(uncaught).toMatchObject([{ code: 102 }]);
  });
});
