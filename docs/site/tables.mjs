// @ts-check
// Tables that fit a phone. A table of few columns becomes a list of cards there, in which each cell says what it is. A wide one
// scrolls beside its first column. theme/tables.css does both.

/** A table with more columns than these scrolls. */
const FEW = 4;

/** @typedef {ReturnType<import("vitepress").MarkdownRenderer["parse"]>} Tokens */

/** @param {import("vitepress").MarkdownRenderer} md */
export function fitTables(md) {
  md.core.ruler.push("fit-tables", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) if (token.type === "table_open") fit(tokens, index);
  });
  md.renderer.rules["table_open"] = (tokens, index, options, _env, self) =>
    `<div class="table ${tokens[index]?.meta.fit}" tabindex="0">${self.renderToken(tokens, index, options)}`;
  md.renderer.rules["table_close"] = () => "</table></div>\n";
}

/** @param {Tokens} tokens @param {number} start of the table */
function fit(tokens, start) {
  const end = tokens.findIndex(({ type }, index) => index > start && type === "table_close");
  const inside = tokens.slice(start, end);
  const labels = inside.flatMap(({ type }, index) => (type === "th_open" ? [textOf(inside[index + 1])] : []));
  const table = inside[0];
  if (table) table.meta = { fit: labels.length > FEW ? "scrolls" : "stacks" };
  let column = 0;
  for (const token of inside) {
    if (token.type === "tr_open") column = 0;
    if (token.type !== "td_open") continue;
    const label = labels[column];
    if (label) token.attrSet("data-label", label);
    column += 1;
  }
  // Cards are no table for a browser. The roles say that it still is one.
  for (const token of inside) {
    const role = ROLES[token.type];
    if (role) token.attrSet("role", role);
  }
}

/** @type {Readonly<Record<string, string>>} */
const ROLES = {
  table_open: "table",
  thead_open: "rowgroup",
  tbody_open: "rowgroup",
  tr_open: "row",
  th_open: "columnheader",
  td_open: "cell",
};

/** @param {Tokens[number] | undefined} inline */
const textOf = (inline) =>
  (inline?.children ?? [])
    .filter(({ type }) => type === "text" || type === "code_inline")
    .map(({ content }) => content)
    .join("");
