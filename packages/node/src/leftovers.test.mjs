// @ts-check
// What is left of connections that closed: when it is freed, and when it must not be.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Leftovers } from "./leftovers.mjs";

/** A native channel or connection whose reports the test makes. */
class Native {
  /** @type {Record<string, (value?: unknown) => void>} */
  #hear = {};
  closed = 0;
  /** What was listened for, in order. @type {string[]} */
  order = [];

  close() {
    this.closed += 1;
  }

  /** @param {(value?: unknown) => void} hear */
  onOpen(hear) {
    this.#hear["open"] = hear;
  }

  /** @param {(value?: unknown) => void} hear */
  onClosed(hear) {
    this.order.push("closed");
    this.#hear["closed"] = hear;
  }

  /** @param {(value?: unknown) => void} hear */
  onMessage(hear) {
    this.order.push("message");
    this.#hear["message"] = hear;
  }

  /** @param {(value?: unknown) => void} hear */
  onDataChannel(hear) {
    this.#hear["channel"] = hear;
  }

  createDataChannel() {
    return new Native();
  }

  /** @param {string} event @param {unknown} [value] */
  report(event, value) {
    this.#hear[event]?.(value);
  }
}

const cleanup = vi.fn();
/** @type {Leftovers} */
let leftovers;

beforeEach(() => {
  vi.useFakeTimers();
  cleanup.mockClear();
  leftovers = new Leftovers(cleanup);
});
afterEach(() => void vi.useRealTimers());

/** A connection with a channel from each side. */
function connect() {
  const connection = new Native();
  const close = leftovers.watch(/** @type {any} */ (connection));
  const mine = connection.createDataChannel();
  const theirs = new Native();
  const heard = { open: vi.fn(), closed: vi.fn(), channel: vi.fn(), message: vi.fn() };
  connection.onDataChannel(heard.channel);
  connection.report("channel", theirs);
  for (const channel of [mine, theirs]) {
    channel.onOpen(heard.open);
    channel.onClosed(heard.closed);
    channel.onMessage(heard.message);
  }
  return { connection, close, mine, theirs, heard };
}

test("passes every report on", () => {
  const { mine, theirs, heard } = connect();
  mine.report("open");
  theirs.report("closed");
  expect(heard.channel).toHaveBeenCalledWith(theirs);
  expect([heard.open.mock.calls.length, heard.closed.mock.calls.length]).toEqual([1, 1]);
});

test("listens for the end last, so that nothing that was said before it is lost", () => {
  const { mine, theirs } = connect();
  expect([mine.order, theirs.order]).toEqual([
    ["message", "closed"],
    ["message", "closed"],
  ]);
});

test("closes after a moment in which the last words arrive: channels that have not opened, then the connection", () => {
  const { connection, close, mine, theirs } = connect();
  close();
  expect([mine.closed, connection.closed]).toEqual([0, 0]);
  vi.advanceTimersByTime(50);
  expect([mine.closed, theirs.closed, connection.closed]).toEqual([1, 0, 1]);
  const next = connect();
  next.mine.report("open");
  next.close();
  vi.advanceTimersByTime(50);
  expect([next.mine.closed, next.connection.closed]).toEqual([0, 1]);
});

test("frees nothing if every channel was reported as closed", () => {
  const { close, mine, theirs } = connect();
  close();
  for (const channel of [mine, theirs]) channel.report("closed");
  vi.advanceTimersByTime(60_000);
  expect(cleanup).not.toHaveBeenCalled();
});

test("frees what is left half a second after the last connection closed, once", () => {
  const [first, second] = [connect(), connect()];
  first.close();
  vi.advanceTimersByTime(60_000);
  expect(cleanup).not.toHaveBeenCalled();
  second.close();
  second.close();
  vi.advanceTimersByTime(549);
  expect(cleanup).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(cleanup).toHaveBeenCalledOnce();
});

test("frees nothing while a new connection is open", () => {
  connect().close();
  const { close } = connect();
  vi.advanceTimersByTime(60_000);
  expect(cleanup).not.toHaveBeenCalled();
  close();
  vi.advanceTimersByTime(550);
  expect(cleanup).toHaveBeenCalledOnce();
});
