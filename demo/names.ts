// A name for somebody who has not typed one yet: two words that make a person of a browser tab.
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
