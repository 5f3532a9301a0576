// @ts-check
// The table of the broker's limits: how much anybody may cost, and how long things take.

/**
 * One limit: its default, its unit, its range (absent: fixed), and the reason for it.
 *
 * @typedef {{ value: number, unit: string, range?: readonly [min: number, max: number], why: string }} LimitRow
 */

/** The table. */
export const BROKER_LIMITS = /** @satisfies {Record<string, LimitRow>} */ ({
  expireTimeoutMs: {
    value: 1_000,
    unit: "ms",
    range: [100, 60_000],
    why: "how long messages wait for an absent peer before their sender is told; a reload takes less time",
  },
  aliveTimeoutMs: {
    value: 90_000,
    unit: "ms",
    range: [100, 3_600_000],
    why: "how long a silent peer keeps its id; a page in the background sends a heartbeat once a minute",
  },
  peersMax: {
    value: 5_000,
    unit: "peers",
    range: [1, 1_000_000],
    why: "registered at one node at the same time; any further peer is told that the broker is full",
  },
  socketsPerHost: {
    value: 500,
    unit: "sockets",
    range: [1, 1_000_000],
    why: "a school or an office has one address, and few of its people use one app at once; one address must not fill the broker",
  },
  toldPerHost: {
    value: 20,
    unit: "sockets",
    why: "beyond socketsPerHost; these are told the reason and closed, and any further ones are closed without it",
  },
  messageMaxBytes: {
    value: 147_456,
    unit: "bytes",
    range: [16_384, 1_048_576],
    why: "an offer has 3 kB, with many tracks 60 kB; a post has up to 64 kB, and twice that if it is all quotes; a larger message closes its sender's socket before it is fully read",
  },
  depthMax: {
    value: 64,
    unit: "levels",
    range: [8, 1_000],
    why: "PeerJS nests four levels, and an app's metadata may add more; a parser in the addressee may overflow its stack",
  },
  messagesPerSecond: {
    value: 50,
    unit: "messages",
    range: [1, 1_000_000],
    why: "the sustained rate from one socket; setting up a call takes about twenty messages",
  },
  messageBurst: {
    value: 500,
    unit: "messages",
    range: [20, 1_000_000],
    why: "from one socket at once; a socket that exceeds this by the same number is closed",
  },
  hostMessagesPerSecond: {
    value: 1_000,
    unit: "messages",
    range: [1, 1_000_000],
    why: "the sustained rate of what all sockets of one host have passed on; five hundred people who each call somebody every ten seconds",
  },
  hostMessageBurst: {
    value: 10_000,
    unit: "messages",
    range: [20, 1_000_000],
    why: "passed on for one host at once: five hundred people who call somebody at the same moment; beyond it messages are dropped, and no socket is closed, because the next one may be another person's",
  },
  badMessageCost: {
    value: 10,
    unit: "messages",
    why: "what a dropped message counts for; PeerJS sends none of these",
  },
  backlogMaxBytes: {
    value: 262_144,
    unit: "bytes",
    range: [16_384, 67_108_864],
    why: "how much waits for one slow reader, plus one message: the messages of about twenty callers",
  },
  absentMaxBytes: {
    value: 4_194_304,
    unit: "bytes",
    range: [65_536, 1_073_741_824],
    why: "how much one host may have waiting for absent peers, including a kilobyte for each message: over a hundred calls a second, or 27 of the largest posts",
  },
  waitingPerIdMax: {
    value: 500,
    unit: "messages",
    range: [20, 1_000_000],
    why: "how many messages wait for one id that nobody has; a page that reloads is called by few",
  },
  absentMessageBytes: {
    value: 1_024,
    unit: "bytes",
    why: "what a waiting message costs in addition to its text",
  },
  idMaxLength: { value: 128, unit: "characters", why: "of a peer's id" },
  tokenMaxLength: {
    value: 1_024,
    unit: "characters",
    why: "of a token or a key; a JWT of an id has about 200",
  },
  serializationMaxLength: { value: 64, unit: "characters", why: "of the name of a serialization" },
  fragmentsMax: { value: 256, unit: "fragments", why: "of one message; browsers send a few" },
  chunksMax: { value: 1_024, unit: "chunks", why: "in which one message may arrive; 144 kB are 100 packets" },
  clockToleranceMs: {
    value: 10_000,
    unit: "ms",
    range: [0, 300_000],
    why: "how far the clock of the maker of access tokens may be from the broker's; servers that ask for the time differ by less than a second",
  },
  renewedForMs: {
    value: 3_600_000,
    unit: "ms",
    range: [60_000, 2_592_000_000],
    why: "how long a renewed access token is good, unless the old one was good for longer",
  },
  renewGraceMs: {
    value: 300_000,
    unit: "ms",
    range: [0, 604_800_000],
    why: "how long after its expiry an access token may still be renewed; a page that slept, or had no network, renews as soon as it wakes",
  },
  accessSourcesMax: {
    value: 8,
    unit: "sources",
    why: "of access tokens at the same time; a wrong token is tried with the key of each",
  },
  tokenChecksMax: {
    value: 1_000,
    unit: "tokens",
    range: [1, 1_000_000],
    why: "checked at the same time, each for a socket or a request that waits; a check takes a fraction of a millisecond, and any further one is told to try again",
  },
  requestBurst: {
    value: 1_000,
    unit: "requests",
    range: [10, 1_000_000],
    why: "of any kind from one host at once: a renewal and ICE servers for all the sockets that it may have",
  },
  requestsPerSecond: {
    value: 20,
    unit: "requests",
    range: [1, 1_000_000],
    why: "of any kind from one host, sustained; a peer needs two an hour",
  },
  connectBurst: {
    value: 1_000,
    unit: "sockets",
    range: [10, 1_000_000],
    why: "new ones from one host at once: twice as many as it may have, so that all of them can come back",
  },
  connectsPerSecond: {
    value: 20,
    unit: "sockets",
    range: [1, 1_000_000],
    why: "new ones from one host, sustained; each costs a registration",
  },
  countedHostsMax: {
    value: 10_000,
    unit: "hosts",
    why: "whose requests are counted one by one at the same time; all further ones are counted as one host",
  },
  bodyMaxBytes: { value: 1_024, unit: "bytes", why: "of a request; what it says is in its headers" },
  secretMinLength: {
    value: 32,
    unit: "characters",
    why: "of a secret for access tokens; anyone who has a token can try out secrets in private",
  },
  turnSecretMinLength: {
    value: 16,
    unit: "characters",
    why: "of coturn's secret; anyone who has credentials can try out secrets in private",
  },
  closeTimeoutMs: { value: 2_000, unit: "ms", why: "how long a socket has to agree to be closed" },
  logEveryMs: {
    value: 60_000,
    unit: "ms",
    range: [1_000, 3_600_000],
    why: "between two log lines about refusals, each with the sums since the last",
  },
});

/** @typedef {keyof typeof BROKER_LIMITS} LimitName */
/** @typedef {{ readonly [Name in LimitName]: number }} Limits a value for every limit, each in the unit of its row */
