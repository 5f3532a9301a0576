// @ts-check
// Channels that the native code never reports as closed. That happens when both sides close one at the same moment. What such a
// channel holds would keep the process alive.

/**
 * How long what was sent last has to arrive, in ms, before a channel or connection closes: it would often be lost, and the other
 * side would miss the last words of a call.
 */
const FLUSH_MS = 50;
/** How long after the last connection closed the reports may take, in ms. */
const REPORT_MS = 500;

/** @typedef {import("node-datachannel").PeerConnection} NativeConnection */
/** @typedef {import("node-datachannel").DataChannel} NativeChannel */

/** The connections of this process that are not closed, and what is left of the others. */
export class Leftovers {
  #cleanup;
  #connections = 0;
  /** The channels that have not been reported as closed. @type {Set<NativeChannel>} */
  #channels = new Set();

  /** @param {() => void} cleanup frees all that the native code has, and waits for its threads */
  constructor(cleanup) {
    this.#cleanup = cleanup;
  }

  /**
   * Watches a connection and its channels, before anything else listens to it.
   *
   * @param {NativeConnection} connection
   * @returns {() => void} closes it, a moment later. May be called twice.
   */
  watch(connection) {
    this.#connections += 1;
    /** @type {Set<NativeChannel>} */
    const unopened = new Set();
    const { createDataChannel, onDataChannel } = connection;
    replace(connection, {
      createDataChannel: (...args) => {
        const channel = createDataChannel.apply(connection, args);
        unopened.add(channel);
        return this.#watchChannel(channel, () => unopened.delete(channel));
      },
      onDataChannel: (hear) =>
        onDataChannel.call(connection, (channel) => hear(this.#watchChannel(channel, () => {}))),
    });
    let isClosed = false;
    return () => {
      if (isClosed) return;
      isClosed = true;
      // One that has not opened is never reported, unless it is closed by itself, and first. One that has opened is reported more
      // often if it is not.
      for (const channel of unopened) channel.close();
      setTimeout(() => {
        connection.close();
        this.#connections -= 1;
        if (this.#connections === 0) setTimeout(() => this.#free(), REPORT_MS).unref();
      }, FLUSH_MS);
    };
  }

  /**
   * @param {NativeChannel} channel
   * @param {() => void} opened
   */
  #watchChannel(channel, opened) {
    this.#channels.add(channel);
    const { onOpen, onClosed, onMessage, close } = channel;
    /** Begins to listen for the end. */
    let listen = () => {};
    replace(channel, {
      close: () => void setTimeout(() => close.call(channel), FLUSH_MS),
      onOpen: (hear) =>
        onOpen.call(channel, () => {
          opened();
          hear();
        }),
      // What is reported at the same time is heard in the order in which it was listened for, and nothing is heard after the end.
      // So the end is listened for last. Otherwise the last words before it would often be lost.
      onMessage: (hear) => {
        onMessage.call(channel, hear);
        listen();
      },
      onClosed: (hear) => {
        listen = () =>
          onClosed.call(channel, () => {
            opened();
            this.#channels.delete(channel);
            hear();
          });
      },
    });
    return channel;
  }

  #free() {
    if (this.#connections > 0 || this.#channels.size === 0) return;
    this.#channels.clear();
    this.#cleanup();
  }
}

/**
 * Replaces methods of one object. Those of native objects cannot be assigned.
 *
 * @template {object} T
 * @param {T} target
 * @param {Partial<T>} methods
 */
function replace(target, methods) {
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(target, name, { value });
}
