// What can be a name, and one for somebody who has not typed one yet: two words that make a person of a browser tab.
import { util } from "peerjs";

const LENGTH_MAX = 128;

/** Whether brokers take it as an id. */
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

/** A name by chance, out of 144. */
export function suggestName(): string {
  return `${pick(FIRST)}-${pick(LAST)}`;
}

function pick(words: readonly string[]): string {
  return words[Math.floor(Math.random() * words.length)] ?? "";
}
