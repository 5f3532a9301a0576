// Every limit and timer of the protocol, in one table with its unit, range and reason. The limits of a call are in
// call/call-state.ts, those of the PeerJS adapter in peerjs/timings.ts.

/**
 * One limit: its default, its unit, and the range in which an app may set it. A limit without a range is fixed.
 * {@link LIMIT_REASONS} says why.
 */
export interface LimitRow {
  readonly value: number;
  readonly unit:
    | "ms"
    | "UTF-8 bytes"
    | "invitations"
    | "entries"
    | "frames"
    | "posts"
    | "signals"
    | "connections"
    | "peers";
  readonly range?: readonly [min: number, max: number];
}

/** The table. `docs/reference/limits.md` shows it; a test compares the two. */
export const LIMITS = {
  contentMaxBytes: {
    value: 8192,
    unit: "UTF-8 bytes",
  },
  responseMaxBytes: {
    value: 8192,
    unit: "UTF-8 bytes",
  },
  kindMaxBytes: { value: 64, unit: "UTF-8 bytes" },
  nameMaxBytes: { value: 64, unit: "UTF-8 bytes" },
  channelIdMaxBytes: { value: 64, unit: "UTF-8 bytes" },
  numberMaxBytes: { value: 64, unit: "UTF-8 bytes" },
  frameMaxBytes: { value: 65_536, unit: "UTF-8 bytes" },
  postMaxBytes: { value: 65_536, unit: "UTF-8 bytes" },
  signalMaxBytes: {
    value: 60_000,
    unit: "UTF-8 bytes",
  },
  signalsUnheardMax: {
    value: 100,
    unit: "signals",
  },
  heardEvery: {
    value: 16,
    unit: "signals",
  },
  deliverTimeoutMs: {
    value: 30_000,
    unit: "ms",
    range: [100, 600_000],
  },
  ttlMs: {
    value: 60_000,
    unit: "ms",
    range: [5_000, 600_000],
  },
  confirmTimeoutMs: {
    value: 5_000,
    unit: "ms",
    range: [100, 60_000],
  },
  ringMaxMs: { value: 3_600_000, unit: "ms" },
  minRingMs: { value: 3_000, unit: "ms", range: [0, 60_000] },
  linkGraceMs: {
    value: 6_000,
    unit: "ms",
    range: [0, 60_000],
  },
  lineGraceMs: {
    value: 20_000,
    unit: "ms",
    range: [0, 600_000],
  },
  pingIntervalMs: {
    value: 1_000,
    unit: "ms",
    range: [100, 60_000],
  },
  silenceMs: {
    value: 3_000,
    unit: "ms",
    range: [200, 120_000],
  },
  postRepeatMs: { value: 2_000, unit: "ms", range: [100, 60_000] },
  postSilenceMs: { value: 3_000, unit: "ms", range: [200, 120_000] },
  postAnswerMs: { value: 500, unit: "ms", range: [0, 60_000] },
  lookTimeoutMs: { value: 3_000, unit: "ms", range: [100, 60_000] },
  expectTimeoutMs: { value: 30_000, unit: "ms", range: [1_000, 600_000] },
  expectMax: { value: 16, unit: "peers" },
  strangerPostsPerSecond: { value: 100, unit: "posts", range: [1, 1_000_000] },
  strangerPostBurst: { value: 1_000, unit: "posts", range: [20, 1_000_000] },
  linkIdleMs: { value: 60_000, unit: "ms", range: [1_000, 3_600_000] },
  strangerIdleMs: { value: 2_000, unit: "ms", range: [100, 3_600_000] },
  connectionsMax: { value: 256, unit: "connections", range: [1, 500] },
  connectionsPerPeerMax: { value: 16, unit: "connections", range: [1, 500] },
  strangerConnectionsMax: { value: 16, unit: "connections", range: [0, 500] },
  strangerConnectionsPerPeerMax: { value: 4, unit: "connections", range: [1, 500] },
  connectsPerSecond: { value: 1, unit: "connections", range: [1, 1_000_000] },
  connectBurst: { value: 20, unit: "connections", range: [1, 1_000_000] },
  strangerConnectsPerSecond: { value: 4, unit: "connections", range: [1, 1_000_000] },
  strangerConnectBurst: { value: 64, unit: "connections", range: [1, 1_000_000] },
  connectTimeoutMs: {
    value: 10_000,
    unit: "ms",
    range: [100, 60_000],
  },
  retryMinMs: {
    value: 250,
    unit: "ms",
    range: [1, 60_000],
  },
  retryMaxMs: { value: 4_000, unit: "ms", range: [1, 60_000] },
  openPerPeerMax: {
    value: 5,
    unit: "invitations",
    range: [1, 1_000],
  },
  openMax: {
    value: 100,
    unit: "invitations",
    range: [1, 100_000],
  },
  openStrangersMax: {
    value: 50,
    unit: "invitations",
    range: [1, 100_000],
  },
  framesPerSecond: {
    value: 50,
    unit: "frames",
    range: [1, 1_000_000],
  },
  frameBurst: { value: 600, unit: "frames", range: [20, 1_000_000] },
  blockMs: {
    value: 10_000,
    unit: "ms",
    range: [0, 3_600_000],
  },
  rememberMs: {
    value: 300_000,
    unit: "ms",
  },
  groupMax: {
    value: 50,
    unit: "peers",
  },
  rememberPerPeerMax: {
    value: 256,
    unit: "entries",
  },
  rememberStrangersMax: {
    value: 1_000,
    unit: "entries",
  },
  rememberKnownMax: {
    value: 10_000,
    unit: "entries",
  },
} as const satisfies Record<string, LimitRow>;

/** The name of a limit. */
export type LimitName = keyof typeof LIMITS;
/** The reason for each limit. Kept out of the table, so that a page does not load the texts. */
export const LIMIT_REASONS: { readonly [Name in LimitName]: string } = {
  contentMaxBytes: "RTM's limit; checked when sending, and again on receipt",
  responseMaxBytes: "RTM's limit; checked when answering, and again on receipt",
  kindMaxBytes: "a word that the app chooses, such as `video`, `audio` or `data`",
  nameMaxBytes: "the caller's display name",
  channelIdMaxBytes: "RTM's limit",
  numberMaxBytes: "a number by which an expected call is known is short",
  postMaxBytes: "one post, as it is sent; a larger one waits for a channel",
  frameMaxBytes: "a longer text is rejected before it is parsed",
  signalMaxBytes: "the data of one signal, as JSON; a frame has room for it and for its other fields",
  signalsUnheardMax:
    "signals of one line that the other end has not acknowledged. A new link repeats them all, up to four times if both ends notice a silence at once; `frameBurst` leaves room for that",
  heardEvery: "acknowledge after this many signals if no other frame carried the acknowledgement",
  deliverTimeoutMs: "from `send` until `received`; RTM: PEER_OFFLINE, PEER_NO_RESPONSE",
  ttlMs: "from `send` until the answer; also the longest wait for a silent caller; RTM: INVITATION_EXPIRE",
  confirmTimeoutMs:
    "from `accept` until the caller confirms; counts only while the caller can be heard; RTM: ACCEPT_FAILURE",
  ringMaxMs: "nobody rings for longer, however often the caller gives an invitation more time",
  minRingMs: "an invitation with less time than this left does not ring",
  linkGraceMs: "how long a ringing invitation outlives its link; a reload takes less time",
  lineGraceMs: "how long an open line outlives its link; a new network and a new link take less time",
  pingIntervalMs: "how long a link in use may be quiet before this side sends a `ping`",
  silenceMs:
    "how long a link may be quiet, the `ping` included, before it counts as dead; PeerJS does not report that",
  postRepeatMs: "how often a peer that waits for an answer states again by post, while there is no channel",
  postSilenceMs:
    "how long no post of a peer may come before the way through the broker counts as dead, and how long an invitation rings whose caller does not answer",
  postAnswerMs: "how long a first post may be without an answer before a channel is dialed all the same",
  lookTimeoutMs: "how long a look at a peer waits for its answer",
  expectTimeoutMs: "how long a call that the app expects may take to come",
  expectMax: "from how many peers the app may expect a call at once",
  strangerPostsPerSecond:
    "the sustained rate of posts from all strangers; above this rate their posts are not read",
  strangerPostBurst: "how many posts all strangers may send at once",
  linkIdleMs: "how long an unused link to a known peer stays open",
  strangerIdleMs:
    "how long a link that a stranger does not use stays open; here a peer that only the app knows is a stranger until it has called",
  connectionsMax:
    "connections that other peers may have to this page, of every label, calls of PeerJS included. A page can have about 500 in all",
  connectionsPerPeerMax: "of those, the connections of one peer",
  strangerConnectionsMax: "of those, the connections of all strangers together",
  strangerConnectionsPerPeerMax: "of those, the connections of one stranger; one dial may make three",
  connectsPerSecond: "the sustained rate at which one stranger may connect",
  connectBurst: "how many times one stranger may connect at once",
  strangerConnectsPerSecond: "the sustained rate at which all strangers together may connect",
  strangerConnectBurst: "how many times all strangers together may connect at once",
  connectTimeoutMs:
    "how long an attempt to connect may take; a broker needs up to 6.3 s to report that a peer is absent",
  retryMinMs: "the pause after the first failed attempt; each further failure doubles it",
  retryMaxMs: "the longest pause between two attempts",
  openPerPeerMax: "open incoming invitations from one peer; one more is refused as busy",
  openMax: "open incoming invitations from all peers; one more is refused as busy",
  openStrangersMax:
    "open incoming invitations from all strangers; by default at most half of `openMax`, so that the rest stays free for known peers",
  framesPerSecond:
    "the sustained rate from one peer; above this rate its link is closed and the peer is blocked",
  frameBurst: "how many frames one peer may send at once",
  blockMs: "how long a peer that sent too much is blocked",
  rememberMs: "how long an ended invitation is remembered; a frozen page may send minutes late",
  groupMax: "peers that one group can call; each costs a connection",
  rememberPerPeerMax: "ended invitations that are remembered for each peer and direction",
  rememberStrangersMax: "ended invitations that are remembered for all strangers together",
  rememberKnownMax:
    "peers that are known because this client called them or accepted their call; the oldest are forgotten first",
};

/** A value for every limit, in the unit that its name ends in, or else a number of what it names. */
export type Limits = { readonly [Name in LimitName]: number };
/** The limits that an app may set: those with a range. */
export type LimitOptions = {
  readonly [Name in LimitName as (typeof LIMITS)[Name] extends { range: unknown } ? Name : never]?: number;
};

/** The default of every limit. */
export const DEFAULT_LIMITS: Limits = Object.freeze(
  Object.fromEntries(Object.entries(LIMITS).map(([name, row]) => [name, row.value])) as Limits,
);

/** What is wrong with `value` for the limit `name`, as the end of a sentence; undefined if nothing is. */
export function limitProblem(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(LIMITS, name)) return `is not a limit; limits are ${settableLimits().join(", ")}`;
  const row: LimitRow = LIMITS[name as LimitName];
  if (row.range === undefined) return `is fixed at ${row.value} ${row.unit}`;
  const [min, max] = row.range;
  if (isWhole(value) && value >= min && value <= max) return undefined;
  return `must be a whole number from ${min} to ${max} (${row.unit})`;
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function settableLimits(): string[] {
  return Object.entries<LimitRow>(LIMITS).flatMap(([name, row]) => (row.range === undefined ? [] : [name]));
}
