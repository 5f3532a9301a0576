// A message that is left on the answering machine, as it arrives in signals of the line: the signals, their checks and bounds.
//   { text: "…" }                                          a text, and that is all
//   { file: { name: "photo.jpg", bytes: 12345 } }          a file follows
//   { part: "<base64>" }                                   its next bytes, until it is complete

/** What a caller may leave. The caller is told at the beginning of the call. */
export const BOUNDS = Object.freeze({
  textMaxLength: 5_000,
  fileMaxBytes: 1_048_576,
  /** A signal of a line has room for 60 000 bytes of JSON, and base64 makes four characters of three bytes. */
  partMaxBytes: 32_768,
  nameMaxLength: 100,
  /** How long a caller may take, in ms. */
  takeMs: 60_000,
  callersMax: 16,
  filesMax: 1_000,
});

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** One message. It holds no more than the bounds say, whatever the caller sends. */
export class Message {
  /** @type {"text" | "file" | undefined} */
  kind;
  /** The name that the caller gave the file. Show it as text, and never use it as a path. */
  name = "";
  receivedBytes = 0;
  #size = 0;
  /** @type {Buffer[]} */
  #parts = [];

  /** The whole message; a text as UTF-8. */
  get bytes() {
    return Buffer.concat(this.#parts);
  }

  /**
   * Takes the next signal.
   *
   * @param {unknown} data anything, because it comes from a stranger
   * @returns {boolean} whether the message is complete
   * @throws {Error} what is wrong, in words for the caller
   */
  take(data) {
    const { text, file, part } = Object(data);
    if (this.kind === undefined && text !== undefined) return this.#takeText(text);
    if (this.kind === undefined && file !== undefined) return this.#begin(Object(file));
    if (this.kind === "file" && part !== undefined) return this.#takePart(part);
    throw new Error("I did not understand that.");
  }

  /** @param {unknown} text */
  #takeText(text) {
    if (typeof text !== "string" || text === "") throw new Error("That is no text.");
    if (text.length > BOUNDS.textMaxLength) throw new Error("That text is too long.");
    this.kind = "text";
    this.#add(Buffer.from(text));
    return true;
  }

  /** @param {{ name?: unknown, bytes?: unknown }} file */
  #begin({ name, bytes }) {
    if (typeof name !== "string" || name.length > BOUNDS.nameMaxLength)
      throw new Error("That name is too long.");
    if (!Number.isInteger(bytes) || Number(bytes) < 1) throw new Error("That is no size.");
    if (Number(bytes) > BOUNDS.fileMaxBytes) throw new Error("That file is too large.");
    this.kind = "file";
    this.name = name;
    this.#size = Number(bytes);
    return false;
  }

  /** @param {unknown} part */
  #takePart(part) {
    if (typeof part !== "string" || part === "" || !BASE64.test(part))
      throw new Error("That part is not base64.");
    const bytes = Buffer.from(part, "base64");
    if (bytes.length > BOUNDS.partMaxBytes) throw new Error("That part is too long.");
    if (this.receivedBytes + bytes.length > this.#size) throw new Error("That is more than you said.");
    this.#add(bytes);
    return this.receivedBytes === this.#size;
  }

  /** @param {Buffer} bytes */
  #add(bytes) {
    this.#parts.push(bytes);
    this.receivedBytes += bytes.length;
  }
}
