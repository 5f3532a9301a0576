// The times and counts of the PeerJS adapter. None is an option: they follow from measurements of PeerJS and its
// broker. The constants of copies are in copies.ts and sequence.ts.

/**
 * The first pause before a lost broker is asked again, in ms. It doubles with each failure. It is never 0, because the
 * end of the old socket must be noticed first.
 */
export const RETRY_MIN_MS = 250;
/** The longest such pause, in ms. */
export const RETRY_MAX_MS = 10_000;
/**
 * How often an unregistered Peer is checked, in ms. PeerJS does not report that an app reconnects it, and a broker does
 * not report that it took over a socket.
 */
export const LOOK_MS = 500;
/** How long a registration may neither open nor fail before another begins, in ms. A slow network takes 2 s. */
export const OPEN_MS = 5_000;
/**
 * How long a message to ourselves may take through the broker, in ms: 300 ms each way, and time for packets sent again.
 */
export const ECHO_MS = 2_000;
/**
 * The time after which a request for a channel that has not opened is repeated, in ms; it then doubles. PeerJS answers
 * at once, so an answer takes two ways through the broker, of 300 ms each on a slow network.
 */
export const ANSWER_MS = 700;
/** How many times the duration of its answer a request may take to open. Measured: 2 to 3 times. */
export const OPEN_ANSWERS = 4;
/** The most requests for one channel. Each costs both browsers a connection, of which a page has about 500. */
export const REQUESTS_MAX = 3;
/** How long a closing channel may take to send what is still queued, in ms. */
export const FLUSH_MS = 1_000;
/**
 * How long an incoming channel may take to open, in ms. No peer tries for longer (`connectTimeoutMs`), and browsers
 * never give up.
 */
export const UNOPENED_MS = 60_000;
/**
 * How long a stranger's connection may take to open while others wait for its place, in ms. By default a peer tries for
 * 10 s.
 */
export const UNOPENED_STRANGER_MS = 10_000;
/** How long a stranger's call of PeerJS may wait for the app's answer while others wait for its place, in ms. */
export const UNANSWERED_STRANGER_MS = 60_000;
/**
 * How long after a post the broker may say that the addressee is absent, in ms. A PeerServer says it after 5 to 6.3 s by
 * default.
 */
export const EXPIRE_MS = 15_000;
/** How many peers that were posted to are remembered for that. */
export const POSTED_PEERS_MAX = 1_000;
/**
 * The longest message of the broker, in UTF-16 units. The longest of PeerJS's own and of ours have a quarter of that, each
 * quote and line end written with two characters.
 */
export const MESSAGE_MAX = 1_048_576;
/** The longest session description, in UTF-16 units. One of PeerJS's has 0.5 to 8 thousand. */
export const SDP_MAX = 65_536;
/** The most sections of media in one. PeerJS makes one for data, and one for each track of a call. */
export const MEDIA_MAX = 16;
/** How much one message may hold: UTF-16 units in its texts and names together, and values of any kind. */
export interface Size {
  readonly length: number;
  readonly values: number;
}
/** A request or an answer, with an app's metadata. */
export const OFFER_MAX: Size = { length: 2 * SDP_MAX, values: 2_000 };
/** A candidate. PeerJS stores fifty of them for a call that is not answered. */
export const CANDIDATE_MAX: Size = { length: 4_096, values: 50 };
/** How many bytes may come on a connection of the app's own before anybody listens for them. */
export const UNHEARD_MAX = 1_048_576;
/** The longest label, and the longest text within a candidate, in UTF-16 units. */
export const TEXT_MAX = 1_024;
/** The longest id of a connection, in UTF-16 units. */
export const WORD_MAX = 64;
/** How many candidates one connection may have. A computer with many networks has about thirty. */
export const CANDIDATES_MAX = 100;
/** How many candidates PeerJS may store for a call that the app has not answered. */
export const STORED_MAX = 50;
