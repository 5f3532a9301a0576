// Camera and microphone, present or missing, and the sentences for what is missing.
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { getMedia, type MediaSource } from "./get-media.ts";
import { MEDIA_ERRORS, toMediaError } from "./media-errors.ts";
import { MemoryStream } from "./memory-media.fixture.ts";

/** A machine on which some devices fail, each with the name of its error. */
function sourceWith(
  broken: { readonly audio?: string; readonly video?: string },
  together?: string,
): MediaSource {
  return {
    async getUserMedia({ audio, video } = {}) {
      const name = (audio && broken.audio) || (video && broken.video) || (audio && video && together);
      if (name) throw new DOMException("", name);
      const kinds = [audio && "audio", video && "video"].filter(
        (kind) => kind === "audio" || kind === "video",
      );
      return new MemoryStream(...kinds) as never;
    },
  };
}

const kindsOf = (stream: MediaStream | undefined) => stream?.getTracks().map(({ kind }) => kind);

describe("getMedia", () => {
  test("returns both if both are available", async () => {
    const { stream, errors } = await getMedia(undefined, sourceWith({}));
    expect([kindsOf(stream), errors]).toEqual([["audio", "video"], []]);
  });

  test.each([
    ["audio", { video: "NotAllowedError" }, ["permission-denied", "camera"]],
    ["audio", { video: "NotFoundError" }, ["no-device", "camera"]],
    ["video", { audio: "NotReadableError" }, ["device-busy", "microphone"]],
  ] as const)("gives %s alone with %j", async (kind, broken, [code, device]) => {
    const { stream, errors } = await getMedia({ audio: true, video: true }, sourceWith(broken));
    expect(kindsOf(stream)).toEqual([kind]);
    expect(errors).toMatchObject([{ code, device }]);
  });

  test("asks for each alone if they are not available together", async () => {
    const { stream, errors } = await getMedia(undefined, sourceWith({}, "AbortError"));
    expect([kindsOf(stream), errors]).toEqual([["audio", "video"], []]);
  });

  test("reports the reason if the browser leaves one out silently", async () => {
    const source: MediaSource = {
      async getUserMedia({ audio } = {}) {
        if (!audio) throw new DOMException("Permission denied", "NotAllowedError");
        return new MemoryStream("audio") as never;
      },
    };
    const { stream, errors } = await getMedia(undefined, source);
    expect([kindsOf(stream), errors.map(({ code, device }) => [code, device])]).toEqual([
      ["audio"],
      [["permission-denied", "camera"]],
    ]);
  });

  test("returns nothing and reports the reason for each, if none is available", async () => {
    const broken = { audio: "SecurityError", video: "OverconstrainedError" };
    const both = await getMedia(undefined, sourceWith(broken));
    expect(both.stream).toBeUndefined();
    expect(both.errors.map(({ code }) => code)).toEqual(["insecure-page", "unsuitable-device"]);
    const one = await getMedia({ video: true }, sourceWith(broken));
    expect(one).toMatchObject({
      stream: undefined,
      errors: [{ code: "unsuitable-device", device: "camera" }],
    });
  });

  test("reports that the page is not secure if the browser has no media devices", async () => {
    const { errors } = await getMedia({ audio: true, video: false }, undefined);
    expect(errors).toMatchObject([{ code: "insecure-page", device: "microphone" }]);
  });
});

describe("who denied it", () => {
  const denied = new DOMException("Permission denied", "NotAllowedError");

  test.each(["permissionsPolicy", "featurePolicy"])("the page's policy, as %s tells", async (policy) => {
    const allowsFeature = (feature: string) => feature !== "camera";
    vi.stubGlobal("document", { [policy]: { allowsFeature } });
    onTestFinished(() => void vi.unstubAllGlobals());
    const broken = { audio: "NotAllowedError", video: "NotAllowedError" };
    const { errors } = await getMedia(undefined, sourceWith(broken));
    expect(errors.map(({ code, device }) => [code, device])).toEqual([
      ["permission-denied", "microphone"],
      ["blocked-by-policy", "camera"],
    ]);
  });

  test("the person, if no policy does", () => {
    vi.stubGlobal("document", {});
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(toMediaError(denied, "camera").code).toBe("permission-denied");
  });

  test("the system, whatever the browser allows", () => {
    const error = new DOMException("Permission denied by system", "NotAllowedError");
    expect(toMediaError(error, "camera").code).toBe("blocked-by-system");
  });
});

test("a browser without media devices on a secure page is not reported as insecure", async () => {
  vi.stubGlobal("isSecureContext", true);
  onTestFinished(() => void vi.unstubAllGlobals());
  const { errors } = await getMedia({ video: true }, undefined);
  expect(errors).toMatchObject([{ code: "unsupported-browser", device: "camera" }]);
});

describe("toMediaError", () => {
  test.each([undefined, null, "NotAllowedError", new Error("?"), { name: "constructor" }])(
    "an error that it does not know is unknown: %s",
    (cause) => {
      expect(toMediaError(cause, "camera")).toMatchObject({
        code: "unknown",
        cause,
        message: `No camera: ${MEDIA_ERRORS.unknown}`,
      });
    },
  );
});
