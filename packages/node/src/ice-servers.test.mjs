// @ts-check
// STUN and TURN servers in the form of node-datachannel.
import { expect, test } from "vitest";
import { toNativeServers } from "./ice-servers.mjs";

const LOGIN = { username: "me", credential: "p@ss:word" };
const NATIVE = { username: "me", password: "p@ss:word" };

test("each URL of a server becomes one server, with the ports and transports of its kind", () => {
  const servers = [
    { urls: "stun:stun.example" },
    { urls: ["turn:turn.example?transport=udp", "turn:turn.example:80?transport=tcp"], ...LOGIN },
    { urls: ["turns:[2001:db8::1]:443?transport=tcp", "TURNS:turn.example"], ...LOGIN },
  ];
  expect(toNativeServers(servers)).toEqual([
    { hostname: "stun.example", port: 3478 },
    { hostname: "turn.example", port: 3478, relayType: "TurnUdp", ...NATIVE },
    { hostname: "turn.example", port: 80, relayType: "TurnTcp", ...NATIVE },
    { hostname: "2001:db8::1", port: 443, relayType: "TurnTls", ...NATIVE },
    { hostname: "turn.example", port: 5349, relayType: "TurnTls", ...NATIVE },
  ]);
});

test.each(["http://stun.example", "stun:", "turn:user@turn.example", "stun:example:123456", ""])(
  "%j is not the URL of a server",
  (urls) => {
    expect(() => toNativeServers([{ urls, ...LOGIN }])).toThrow(
      expect.objectContaining({ code: "invalid-option", message: expect.stringContaining(`"${urls}"`) }),
    );
  },
);

test("a TURN server needs a username and a credential", () => {
  expect(() => toNativeServers([{ urls: "turn:turn.example", username: "me" }])).toThrow(
    "needs a username and a credential",
  );
});
