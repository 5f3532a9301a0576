// @ts-check
// Draws the Mermaid diagrams of a document when the site is built, so that a reader's browser loads nothing for them.
import { renderMermaidSVG } from "beautiful-mermaid";

/** The colors are those of the theme, so a diagram is light or dark as the page is. */
const COLORS = { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)", transparent: true };
/** The diagram's own style asks another server for a font. Its colors are in theme/style.css. */
const STYLE = /<style>[\s\S]*?<\/style>/g;

/** @param {import("vitepress").MarkdownRenderer} md */
export function drawDiagrams(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() !== "mermaid") return fence?.(tokens, index, ...rest) ?? "";
    const svg = renderMermaidSVG(token.content, COLORS).replace(STYLE, "");
    return `<div class="diagram" tabindex="0" v-pre>${svg}</div>\n`;
  };
}
