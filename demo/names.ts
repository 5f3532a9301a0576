// Which texts can be a name, and a name to suggest: two words, so that a browser tab has a face.
import { util } from "peerjs";

const LENGTH_MAX = 128;

/** Whether brokers accept it as an id. */
export function isName(name: string): boolean {
  return name !== "" && name.length <= LENGTH_MAX && util.validateId(name);
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
