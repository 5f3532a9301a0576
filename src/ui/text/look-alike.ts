// Whether two names look alike, so that one of them could be taken for the other.

/** Letters of other scripts that look like a Latin one. */
const TWINS: readonly (readonly [latin: string, others: string])[] = [
  ["a", "аα"],
  ["b", "ЬВΒв"],
  ["c", "сϲ"],
  ["d", "ԁ"],
  ["e", "еєΕ"],
  ["g", "ɡ"],
  ["h", "һΗНн"],
  ["j", "јϳ"],
  ["k", "кκΚК"],
  // A capital I is a small l, so that a small i, its other form, is one too.
  ["l", "iіιıӏIΙІ1|ǀ"],
  ["m", "мΜМ"],
  ["n", "ոηΝп"],
  ["o", "оοՕ0ΟО"],
  ["p", "рρΡР"],
  ["q", "ԛ"],
  ["r", "гᴦ"],
  ["s", "ѕ"],
  ["t", "тτΤТ"],
  ["u", "υս"],
  ["v", "νѵ"],
  ["w", "ԝωɯ"],
  ["x", "хχΧХ"],
  ["y", "уγуΥУ"],
  ["z", "ᴢΖ"],
];
const LATIN = new Map(
  TWINS.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);
/** What is not seen, or hardly. */
const FAINT = /[\p{M}\p{Z}\p{C}\p{P}\p{Default_Ignorable_Code_Point}\s]/gu;
/** A name is compared up to here. */
const COMPARED = 400;

/** What is left of a name for a hasty eye. Names with the same rest look alike. */
function restOf(name: string): string {
  return [...name.slice(0, COMPARED).normalize("NFKD").replace(FAINT, "")]
    .map((letter) => LATIN.get(letter) ?? LATIN.get(letter.toLowerCase()) ?? letter.toLowerCase())
    .join("")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/**
 * Whether two names look alike: by letters of other scripts, by letters and digits that resemble each other, or by case, accents,
 * spaces and signs. A name looks like itself. Nothing looks like a name of which nothing is seen.
 */
export function looksLike(name: string, other: string): boolean {
  const rest = restOf(name);
  return rest !== "" && rest === restOf(other);
}
