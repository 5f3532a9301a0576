// Estimates the width of a text, closely enough for a layout without a page to measure on, and makes a text fit.

/** Characters by their width: full-width ones, wide ones, and thin ones. The widths below are a little on the safe side. */
const FULL =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u;
const WIDE = /[\p{Lu}mwMW@%—…]/u;
const THIN = /[ijltfrI.,:;'’‘|!()[\]·\s]/u;

/** The width of `text` in px at a font size of `fontPx`. */
export function widthOf(text: string, fontPx: number): number {
  let widths = 0;
  for (const character of text) {
    widths += FULL.test(character) ? 1.05 : WIDE.test(character) ? 0.84 : THIN.test(character) ? 0.37 : 0.58;
  }
  return widths * fontPx;
}

/** `text` in one line, cut off with an ellipsis where it is wider than `maxPx`. */
export function cutText(text: string, fontPx: number, maxPx: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (widthOf(line, fontPx) <= maxPx) return line;
  let cut = "";
  for (const character of line) {
    if (widthOf(`${cut}${character}…`, fontPx) > maxPx) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** `text` in at most `linesMax` lines, broken at spaces where there are any, and cut off with an ellipsis. */
export function wrapText(text: string, fontPx: number, maxPx: number, linesMax = 2): readonly string[] {
  const lines: string[] = [];
  let rest = text.replace(/\s+/g, " ").trim();
  while (rest !== "" && lines.length < linesMax - 1 && widthOf(rest, fontPx) > maxPx) {
    const line = firstLine(rest, fontPx, maxPx);
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === "" ? lines : [...lines, cutText(rest, fontPx, maxPx)];
}

function firstLine(text: string, fontPx: number, maxPx: number): string {
  let line = "";
  for (const character of text) {
    if (line !== "" && widthOf(line + character, fontPx) > maxPx) break;
    line += character;
  }
  const space = line.lastIndexOf(" ");
  return space > 0 && text[line.length] !== " " ? line.slice(0, space) : line;
}
