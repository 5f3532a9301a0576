// A stranger's words made fit to be shown, kept and saved: what is seen of them is all there is, and it has an end.

/** The same three ways to end a line everywhere. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** The flag of a part of a country: the one place where tag characters are seen. */
const FLAG = String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{2,6}\u{E007F}`;
/**
 * What is not seen, but changes what is: controls, what turns the direction of a line, what has no width, and halves of
 * characters. Joiners stay: emoji and several scripts are written with them.
 */
const UNSEEN = new RegExp(
  String.raw`(${FLAG})|(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{E0000}-\u{E007F}]`,
  "gu",
);
/** Marks on one letter, more than any script puts there: they would cover the lines above and below. */
const MARKS = /(\p{M}{5})\p{M}+/gu;
/** Empty lines, more than anybody needs. */
const GAPS = /\n{4,}/g;

/** The beginning of `text`, as long as `lengthMax` at most, in UTF-16 units; no character is cut in two. */
export function beginning(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, "");
}

/** The beginning of `text` in as many lines as it has, with nothing in it that is not seen. The rest is not looked at. */
export function plainText(text: string, lengthMax: number): string {
  return beginning(text, lengthMax)
    .replace(LINE_ENDS, "\n")
    .replace(UNSEEN, "$1")
    .replace(MARKS, "$1")
    .replace(GAPS, "\n\n\n");
}

/** The same in one line, which ends with an ellipsis where something is left out. */
export function plainLine(text: string, lengthMax: number): string {
  // White space may shrink: look at more than what is shown.
  const line = plainText(text, 2 * lengthMax)
    .replace(/\s+/g, " ")
    .trim();
  const isCut = line.length > lengthMax || text.length > 2 * lengthMax;
  return isCut ? `${beginning(line, lengthMax - 1).trimEnd()}…` : line;
}

/** A rest that is short beside what is shown is shown, too. */
const SLACK = 1.2;

/** A text in two: what is shown of it at first, and the rest; empty where all of it is short. */
export function fold(text: string, lengthMax: number, linesMax: number): readonly [string, string] {
  const first = text.split("\n", linesMax).join("\n");
  const shown = first.length <= SLACK * lengthMax ? first : beginning(first, lengthMax);
  return [shown, text.slice(shown.length)];
}
