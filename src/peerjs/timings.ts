// Every time and count of the adapter for PeerJS, in one table. None of them is an option: they follow from what PeerJS and its
// broker were measured to do.

/** The pause before a lost broker is asked again, doubled with each failure. Never 0: it has to notice the old socket's end. */
export const RETRY_MIN_MS = 250;
/** No such pause is longer. */
export const RETRY_MAX_MS = 10_000;
/**
 * How often a Peer that is not registered is looked at: PeerJS does not tell when an app reconnects it, nor a broker when it
 * takes a socket over in silence.
 */
export const LOOK_MS = 500;
/** A registration that neither opened nor failed is begun again. A slow network takes 2 s. */
export const OPEN_MS = 5_000;
/** How long a message to ourselves may be on its way through the broker: 300 ms each way, and room for packets sent again. */
export const ECHO_MS = 2_000;
/**
 * A request for a channel that did not open is repeated, then after twice as long. PeerJS answers at once, so an answer takes
 * two ways through the broker, of 300 ms each on a slow network.
 */
export const ANSWER_MS = 700;
/** How many times as long as its answer a request may take to open: 2 to 3 times was seen. */
export const OPEN_ANSWERS = 4;
/** Requests for one channel: each costs both browsers a connection, of which a page has about 500. */
export const REQUESTS_MAX = 3;
/** How long a closing channel may take to send what it still holds. */
export const FLUSH_MS = 1_000;
/** How long a channel that came may take to open: no peer tries for longer (`connectTimeoutMs`), and browsers never give up. */
export const UNOPENED_MS = 60_000;
