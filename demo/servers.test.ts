// What a person types as broker and servers, and what PeerJS and WebRTC get.
import { describe, expect, test } from "vitest";
import { badIceServer, brokerOf, isBroker, rtcConfigOf } from "./servers.ts";

describe("the broker", () => {
  const page = "http://localhost:5173/demo/";

  test.each([
    ["", { host: "localhost", port: 5173, path: "/broker", secure: false }],
    ["https://0.peerjs.com/", { host: "0.peerjs.com", port: 443, path: "/", secure: true }],
    ["http://example.org/calls", { host: "example.org", port: 80, path: "/calls", secure: false }],
    ["http://example.org:9000/", { host: "example.org", port: 9000, path: "/", secure: false }],
  ])("%j", (typed, options) => {
    expect(isBroker(typed)).toBe(true);
    expect(brokerOf(typed, page)).toEqual(options);
  });

  test.each(["localhost", "ws://example.org", "a b"])("cannot be %j", (typed) => {
    expect(isBroker(typed)).toBe(false);
  });
});

describe("STUN and TURN servers", () => {
  test("stand one on each line, with name and password where they want them", () => {
    const typed = "stun:stun.example.org:3478\n\n  turn:turn.example.org me secret \n";
    expect(badIceServer(typed, () => true)).toBeUndefined();
    expect(rtcConfigOf({ iceServers: typed })).toEqual({
      iceServers: [
        { urls: "stun:stun.example.org:3478" },
        { urls: "turn:turn.example.org", username: "me", credential: "secret" },
      ],
    });
  });

  test("are not used by default", () => {
    expect(rtcConfigOf({ iceServers: "" })).toEqual({ iceServers: [] });
  });

  test("are refused where the browser refuses them", () => {
    const takesNone = (): boolean => false;
    expect(badIceServer("stun://a", takesNone)).toBe("stun://a");
  });

  test.each(["turn example.org", "http://example.org", "turn:a b c d"])("cannot be %j", (line) => {
    expect(badIceServer(`stun:a\n${line}`, () => true)).toBe(line);
  });
});
