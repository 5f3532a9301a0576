// Makes a stranger's text fit to be shown and stored: of limited length, and without invisible characters.

/** The ways to end a line that become a line feed. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** The flag of a part of a country: the one place where tag characters are visible. */
const FLAG = String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{2,6}\u{E007F}`;
/**
 * Invisible characters that affect how others look: controls, characters that change the direction of a line or have no width,
 * and halves of characters. Joiners stay, because emoji and several scripts need them.
 */
const UNSEEN = new RegExp(
  String.raw`(${FLAG})|(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u{E0000}-\u{E007F}]`,
  "gu",
);
/** More marks on one letter than any script needs. They would cover the lines above and below. */
const MARKS = /(\p{M}{5})\p{M}+/gu;
/** More empty lines than anybody needs. */
const GAPS = /\n{4,}/g;

/** The beginning of `text`, of at most `lengthMax` UTF-16 units. No character is cut in two. */
export function beginning(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, "");
}

/** The beginning of `text`, in several lines, without invisible characters. The rest is not looked at. */
export function plainText(text: string, lengthMax: number): string {
  return beginning(text, lengthMax)
    .replace(LINE_ENDS, "\n")
    .replace(UNSEEN, "$1")
    .replace(MARKS, "$1")
    .replace(GAPS, "\n\n\n");
}

/** The same in one line, with an ellipsis where something is left out. */
export function plainLine(text: string, lengthMax: number): string {
  // White space may shrink, so look at more than what is shown.
  const line = plainText(text, 2 * lengthMax)
    .replace(/\s+/g, " ")
    .trim();
  const isCut = line.length > lengthMax || text.length > 2 * lengthMax;
  return isCut ? `${beginning(line, lengthMax - 1).trimEnd()}…` : line;
}

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name that goes into a sentence: one line, and in a direction of its own, so that it does not turn the rest of the sentence
 * around.
 */
export function plainName(name: string, lengthMax: number): string {
  const line = plainLine(name, lengthMax);
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/** What nobody sees by itself: also joiners, marks without a letter, and fillers that count as letters. */
const BLANK = /^[\p{C}\p{Z}\s\p{M}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
/** A name that shows nothing up to here shows nothing where it is cut, either. */
const LOOKED_AT = 100;

/** Whether nothing of a name would be seen. */
export function isBlank(name: string): boolean {
  return BLANK.test(beginning(name, LOOKED_AT));
}

/** The name to show for a peer: the app's name for it, or else its id. */
export function nameFor(peer: string, name: string): string {
  return isBlank(name) ? peer : name;
}

/** A text is not folded for a rest that is short compared to its beginning. */
const SLACK = 1.2;

/** A text in two parts: what is shown at first, and the rest, which is empty for a short text. */
export function foldText(text: string, lengthMax: number, linesMax: number): readonly [string, string] {
  const first = text.split("\n", linesMax).join("\n");
  const shown = first.length <= SLACK * lengthMax ? first : beginning(first, lengthMax);
  return [shown, text.slice(shown.length)];
}
