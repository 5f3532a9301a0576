// Which texts can be a name, and a name to suggest: two words, so that a browser tab has a face.
import { plainLine } from "peer-invite/ui/functions";
import { util } from "peerjs";

const LENGTH_MAX = 128;

/** Whether brokers accept it as an id. */
export function isName(name: string): boolean {
  return name !== "" && name.length <= LENGTH_MAX && util.validateId(name);
}

/** An invitation carries this much of a name, in UTF-8 bytes. */
const DISPLAY_NAME_BYTES = 64;
const encoder = new TextEncoder();

/** A name as others see it: one line, as long as an invitation can carry it. Any letters will do. */
export function displayNameOf(typed: string): string {
  const line = plainLine(typed, DISPLAY_NAME_BYTES);
  let name = line;
  while (encoder.encode(name).length > DISPLAY_NAME_BYTES) name = [...name].slice(0, -1).join("");
  return name.trim();
}

const FIRST = [
  "amber",
  "brave",
  "calm",
  "clever",
  "golden",
  "happy",
  "lucky",
  "merry",
  "quiet",
  "sunny",
  "swift",
  "witty",
];
const LAST = [
  "badger",
  "falcon",
  "fox",
  "heron",
  "koala",
  "lynx",
  "otter",
  "owl",
  "panda",
  "robin",
  "seal",
  "tiger",
];

/** One of 144 names, at random. */
export function suggestName(): string {
  return `${pick(FIRST)}-${pick(LAST)}`;
}

/** The name to go on with where the one that was suggested is taken: the like, with a number, so that it is free. */
export function suggestAnotherName(): string {
  return `${suggestName()}-${Math.floor(Math.random() * 9000) + 1000}`;
}

function pick(words: readonly string[]): string {
  return words[Math.floor(Math.random() * words.length)] ?? "";
}
