// @ts-check
// What the site's search finds, and in which order. Every section of a page is found by itself, and so is every row of a table that
// has an address: a reason, a limit, an event, an error code. A page of the API is one, and each member on it.

const HEADING = /<h(\d)[^>]*>(.*?)<a[^>]*href="#([^"]*)".*?<\/a><\/h\1>/gs;
const ROW = /<tr[^>]*>(?:(?!<\/tr>).)*?<a id="([^"]+)"><\/a>(.*?)<\/tr>/gs;
const API = "/reference/api/";

/** @typedef {{ anchor: string, titles: string[], text: string }} Section */
/** @typedef {{ level: number, anchor: string, title: string, html: string }} Part what a heading stands above */

/** @param {string} html */
const textOf = (html) =>
  html
    .replace(/<(style|svg)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("\u200b", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();

/**
 * @param {string} file of the page
 * @param {string} html of the page
 * @returns {Section[]}
 */
export function sectionsOf(file, html) {
  const parts = [...html.matchAll(HEADING)].map(
    ({ index, 0: all, 1: level, 2: title = "", 3: anchor = "" }, at, every) => ({
      level: Number(level),
      anchor,
      title: textOf(title),
      html: html.slice(index + all.length, every[at + 1]?.index),
    }),
  );
  return file.includes(API)
    ? apiSectionsOf(parts)
    : parts.flatMap((part, at) => rowsAndRest(part, titlesAbove(parts, at)));
}

/** @param {Part[]} parts @param {number} at @returns {string[]} the titles that a part stands below, the page's first */
function titlesAbove(parts, at) {
  let level = parts[at]?.level ?? 0;
  const titles = [];
  for (const part of parts.slice(0, at).reverse()) {
    if (part.level >= level) continue;
    titles.unshift(part.title);
    level = part.level;
  }
  return titles;
}

/** @param {Part} part @param {string[]} above @returns {Section[]} */
function rowsAndRest({ anchor, title, html }, above) {
  const rows = [...html.matchAll(ROW)].map(([, id = "", row = ""]) => ({
    anchor: id,
    titles: [...above, title, textOf(/<code>([^<(]*)/.exec(row)?.[1] ?? row)],
    text: textOf(row),
  }));
  return [{ anchor, titles: [...above, title], text: textOf(html.replace(ROW, "")) }, ...rows];
}

/** @param {Part[]} parts of a page of the API @returns {Section[]} */
function apiSectionsOf([page, ...parts]) {
  if (page === undefined) return [];
  const kind = /^(.+?): (.+)$/.exec(page.title);
  const name = kind?.[2] ?? page.title;
  const titles = kind?.[1] ? [kind[1], name] : [name];
  const members = parts
    .filter(({ level }) => level === 3)
    .map(({ anchor, title, html }) => ({ anchor, titles: [...titles, title], text: textOf(html) }));
  return [{ anchor: page.anchor, titles, text: textOf(page.html) }, ...members];
}

/**
 * For MiniSearch. The site runs the text of these functions, so they use nothing from outside. Chinese has no spaces between words,
 * so each character is one.
 */
export const SEARCH = {
  options: {
    tokenize: (/** @type {string} */ text) =>
      text.match(/\p{Script=Han}|[^\s\p{P}\p{S}\p{Script=Han}]+/gu) ?? [],
  },
  searchOptions: {
    prefix: true,
    fuzzy: (/** @type {string} */ term) => (term.length > 4 ? 0.2 : false),
    weights: { prefix: 0.3, fuzzy: 0.1 },
    boost: { title: 6, titles: 1, text: 1 },
    /** A page comes before its sections, and a guide before what one looks up, how it is made, and the API. */
    boostDocument: (
      /** @type {string} */ id,
      /** @type {string} */ _term,
      /** @type {{ titles?: string[] } | undefined} */ { titles = [] } = {},
    ) => {
      if (id.includes("/reference/api/")) return 0.2;
      if (/\/(adr|SPEC|ARCHITECTURE|PERFORMANCE|GLOSSARY|CHANGELOG|CONTRIBUTING|CODE_OF)/.test(id))
        return 0.4;
      const kind = id.includes("/guides/") ? 1.2 : id.includes("/packages/") ? 1 : 0.8;
      return kind * (titles.length === 0 ? 1.6 : 1);
    },
  },
  _splitIntoSections: sectionsOf,
};
