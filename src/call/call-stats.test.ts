// Turns the browser's reports, as Chromium and Firefox give them, into a few numbers.
import { describe, expect, test } from "vitest";
import { readStats } from "./call-stats.ts";

const pair = {
  id: "P1",
  type: "candidate-pair",
  timestamp: 1_000,
  localCandidateId: "L1",
  remoteCandidateId: "R1",
  bytesSent: 1_000,
  bytesReceived: 2_000,
  currentRoundTripTime: 0.05,
};
const transport = { id: "T", type: "transport", selectedCandidatePairId: "P1" };
const ends = (local: string, remote: string) => [
  { id: "L1", type: "local-candidate", candidateType: local },
  { id: "R1", type: "remote-candidate", candidateType: remote },
];
const inbound = (packetsReceived: number, packetsLost: number) => ({
  type: "inbound-rtp",
  packetsReceived,
  packetsLost,
});

describe("readStats", () => {
  test("compares with the previous report", () => {
    const [first, sample] = readStats(
      [transport, pair, ...ends("host", "srflx"), inbound(90, 10)],
      undefined,
    );
    expect(first).toEqual({
      roundTripMs: 50,
      path: "direct",
      sentBitsPerSecond: undefined,
      receivedBitsPerSecond: undefined,
      packetLoss: 0.1,
    });
    const later = { ...pair, timestamp: 3_000, bytesSent: 3_000, bytesReceived: 10_000 };
    const [second] = readStats([later, transport, ...ends("host", "relay"), inbound(165, 35)], sample);
    expect(second).toMatchObject({
      path: "relayed",
      sentBitsPerSecond: 8_000,
      receivedBitsPerSecond: 32_000,
      packetLoss: 0.25,
    });
    expect(Object.isFrozen(second)).toBe(true);
  });

  test("does not compare one pair of addresses with another", () => {
    const [, sample] = readStats([transport, pair], undefined);
    const other = { ...pair, id: "P2", timestamp: 3_000, bytesSent: 10, bytesReceived: 10 };
    const [stats] = readStats([{ ...transport, selectedCandidatePairId: "P2" }, other], sample);
    expect(stats).toMatchObject({ sentBitsPerSecond: undefined, receivedBitsPerSecond: undefined });
  });

  test("uses Firefox's mark, and tolerates missing fields", () => {
    const marked = { id: "P2", type: "candidate-pair", selected: true };
    expect(readStats([pair, marked], undefined)[0]).toMatchObject({
      roundTripMs: undefined,
      path: "direct",
      packetLoss: undefined,
    });
  });

  test("has nothing without a connection", () => {
    expect(readStats([], undefined)).toEqual([
      {
        roundTripMs: undefined,
        path: undefined,
        sentBitsPerSecond: undefined,
        receivedBitsPerSecond: undefined,
        packetLoss: undefined,
      },
      undefined,
    ]);
  });
});
