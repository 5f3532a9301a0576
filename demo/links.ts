// The links in a text of a chat. Pure.

/** A part of a text: a link, or what is between links. */
export interface Part {
  readonly text: string;
  readonly href?: string;
}

const LINK = /https?:\/\/[^\s<>"“”，。；：！？、（）【】《》「」]+/gi;
/** What ends a sentence and not a link. */
const END = /[.,;:!?'’)\]}…]$/;
/** A bracket that was opened in the link belongs to it. */
const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The parts of `text` from `from` to `to`. A link that crosses a border would lead elsewhere, so it is only text. */
export function partsOf(text: string, from = 0, to = text.length): readonly Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const href = trimmed(found);
    const end = index + href.length;
    if (index < at || end > to || !URL.canParse(href)) continue;
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: href, href });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to) });
  return parts;
}

/** A link without what ends the sentence that it stands in. */
function trimmed(link: string): string {
  const last = link.at(-1) ?? "";
  const opening = PAIRS[last];
  const count = (sign: string): number => link.split(sign).length;
  if (!END.test(link) || (opening !== undefined && count(opening) >= count(last))) return link;
  return trimmed(link.slice(0, -1));
}
