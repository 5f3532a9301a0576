// What a person types as broker and servers, and what PeerJS and WebRTC get of it.
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

  test.each(["localhost", "ws://example.org", "a b"])("%j is none", (typed) => {
    expect(isBroker(typed)).toBe(false);
  });
});

describe("STUN and TURN servers", () => {
  test("are one a line, with name and password where they want them", () => {
    const typed = "stun:stun.example.org:3478\n\n  turn:turn.example.org me secret \n";
    expect(badIceServer(typed, () => true)).toBeUndefined();
    expect(rtcConfigOf({ iceServers: typed })).toEqual({
      iceServers: [
        { urls: "stun:stun.example.org:3478" },
        { urls: "turn:turn.example.org", username: "me", credential: "secret" },
      ],
    });
  });

  test("none are asked by default", () => {
    expect(rtcConfigOf({ iceServers: "" })).toEqual({ iceServers: [] });
  });

  test("are what the browser takes", () => {
    const takesNone = (): boolean => false;
    expect(badIceServer("stun://a", takesNone)).toBe("stun://a");
  });

  test.each(["turn example.org", "http://example.org", "turn:a b c d"])("%j is none", (line) => {
    expect(badIceServer(`stun:a\n${line}`, () => true)).toBe(line);
  });
});
