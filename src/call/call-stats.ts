// Reduces the browser's statistics of a call to a few numbers. Pure.

/** The quality of a call since the last reading. An unknown number is undefined. */
export interface CallStats {
  /** The time from here to the other side and back, in ms. */
  readonly roundTripMs: number | undefined;
  /** Whether media travels from peer to peer, or through a TURN server. */
  readonly path: "direct" | "relayed" | undefined;
  readonly sentBitsPerSecond: number | undefined;
  readonly receivedBitsPerSecond: number | undefined;
  /** The part of the packets sent to here that was lost on the way, from 0 to 1. */
  readonly packetLoss: number | undefined;
}

/** The counters at one time, to compare with the next sample. */
export interface StatsSample {
  /** The candidate pair that the counters belong to. Each pair has its own counters. */
  readonly pair: unknown;
  readonly atMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly packets: number;
  readonly lost: number;
}

type Report = { readonly [name: string]: unknown };

/** Reads the browser's reports. `before`: the last sample of the same connection, if there was one. */
export function readStats(
  reports: readonly object[],
  before: StatsSample | undefined,
): readonly [stats: CallStats, sample: StatsSample | undefined] {
  const all = reports as readonly Report[];
  const pair = selectedPair(all);
  if (pair === undefined) return [NOTHING, undefined];
  const inbound = all.filter(({ type }) => type === "inbound-rtp");
  const sample: StatsSample = {
    pair: pair["id"],
    atMs: number(pair["timestamp"]),
    sentBytes: number(pair["bytesSent"]),
    receivedBytes: number(pair["bytesReceived"]),
    packets: sum(inbound, "packetsReceived"),
    lost: sum(inbound, "packetsLost"),
  };
  const ends = all.filter(({ id }) => id === pair["localCandidateId"] || id === pair["remoteCandidateId"]);
  const since = before && before.atMs < sample.atMs ? before : undefined;
  const ofPair = since?.pair === sample.pair ? since : undefined;
  const rate = (name: "sentBytes" | "receivedBytes"): number | undefined =>
    ofPair && Math.round(((sample[name] - ofPair[name]) * 8_000) / (sample.atMs - ofPair.atMs));
  const lost = sample.lost - (since?.lost ?? 0);
  const packets = sample.packets - (since?.packets ?? 0) + lost;
  const roundTripS = pair["currentRoundTripTime"];
  return [
    Object.freeze({
      roundTripMs: typeof roundTripS === "number" ? roundTripS * 1_000 : undefined,
      path: ends.some((end) => end["candidateType"] === "relay") ? "relayed" : "direct",
      sentBitsPerSecond: rate("sentBytes"),
      receivedBitsPerSecond: rate("receivedBytes"),
      packetLoss: packets > 0 ? Math.min(1, Math.max(0, lost / packets)) : undefined,
    }),
    sample,
  ];
}

const NOTHING: CallStats = Object.freeze({
  roundTripMs: undefined,
  path: undefined,
  sentBitsPerSecond: undefined,
  receivedBitsPerSecond: undefined,
  packetLoss: undefined,
});

/** The candidate pair that carries the connection. The transport names it; in Firefox the pair itself is marked. */
function selectedPair(reports: readonly Report[]): Report | undefined {
  const named = reports.find(
    ({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId,
  );
  const pairs = reports.filter(({ type }) => type === "candidate-pair");
  return pairs.find(
    ({ id, selected }) => selected === true || (named && id === named["selectedCandidatePairId"]),
  );
}

function sum(reports: readonly Report[], name: string): number {
  return reports.reduce((total, report) => total + number(report[name]), 0);
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
