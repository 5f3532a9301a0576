// @ts-check
// Draws the Mermaid diagrams of a document when the site is built, so that a reader's browser loads nothing for them. Below each
// stands what it says as a list: a phone is too narrow for the picture, and a screen reader reads none. Only the list has the
// inputs after which a state stays as it is, since they hide the others in the picture.
import { renderMermaidSVG } from "beautiful-mermaid";

/** The colors are those of the theme, so a diagram is light or dark as the page is. */
const COLORS = { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)", transparent: true };
/** The diagram's own style asks another server for a font. Its colors are in theme/style.css. */
const STYLE = /<style>[\s\S]*?<\/style>/g;
const TRANSITION = /^\s*(\S+) --> (\S+)(?:: (.+))?$/gm;
const STAYS = /^\s*(\S+) --> \1(?:: .+)?\n/gm;

/** @param {import("vitepress").MarkdownRenderer} md */
export function drawDiagrams(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() !== "mermaid") return fence?.(tokens, index, ...rest) ?? "";
    const svg = renderMermaidSVG(token.content.replace(STAYS, ""), COLORS).replace(STYLE, "");
    return `<div class="diagram" role="img" aria-label="Diagram of states, in words below" v-pre>${svg}</div>\n<ul>${listOf(token.content)}</ul>\n`;
  };
}

/** @param {string} diagram of states */
function listOf(diagram) {
  const transitions = [...diagram.matchAll(TRANSITION)];
  if (transitions.length === 0) throw new Error(`Only diagrams of states can be read as a list:\n${diagram}`);
  /** @type {Map<string, string[]>} */
  const ways = new Map();
  for (const [, from = "", to = "", inputs] of transitions) {
    const items = ways.get(from) ?? [];
    ways.set(from, items);
    if (from === "[*]") items.push(`<code>${to}</code>`);
    else if (from === to) items.push(`stays after ${inputs}`);
    else if (to !== "[*]") items.push(`${inputs} → <code>${to}</code>`);
  }
  const ends = [...ways].filter(([, items]) => items.length === 0).map(([state]) => `<code>${state}</code>`);
  const rest = [...ways].filter(([, items]) => items.length > 0);
  const lines = rest.map(([from, items]) => `<li>${nameOf(from)}: ${items.join("; ")}</li>`);
  return [...lines, ...(ends.length > 0 ? [`<li>Ends: ${ends.join(", ")}</li>`] : [])].join("");
}

/** @param {string} state */
const nameOf = (state) => (state === "[*]" ? "Begins" : `<code>${state}</code>`);
