// @ts-check
// Looks for relative links, in every document, that lead to no file or to no anchor, and first shows that it would find them. The
// site's build does the same for its pages.
import { anchorsIn, brokenLinks, documents, problemOf, slugOf } from "./documents.mjs";

const EXAMPLES = [
  slugOf("What is promised, and what cannot be") === "what-is-promised-and-what-cannot-be",
  anchorsIn('# A `b`\n\n# A b\n\n```\n# no\n```\n| <a id="c"></a>').size === 3,
  problemOf("README.md", "docs/SPEC.md#rules") === undefined,
  problemOf("README.md", "docs/SPEC.md#poems") !== undefined,
  problemOf("docs/SPEC.md", "adr/0000-poems.md") !== undefined,
  problemOf("README.md", "#poems") !== undefined,
];
if (EXAMPLES.includes(false)) {
  console.error(
    `check-links would not find every broken link: example ${EXAMPLES.indexOf(false) + 1} fails.`,
  );
  process.exit(1);
}

const all = documents();
const broken = brokenLinks(all);
if (broken.length > 0) {
  console.error(broken.join("\n"));
  process.exit(1);
}
console.log(`No relative link of ${all.length} documents leads nowhere.`);
