// @ts-check
// The documentation site. Its pages are docs/**/*.md, where a reader of the repository finds them too.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { slugOf } from "../../../scripts/document-links.mjs";
import { drawDiagrams } from "../diagrams.mjs";
import { followLinks, isPage } from "../links.mjs";
import { PACKAGE, sidebar, sidebarZh } from "../pages.mjs";

const [guides, reference, about] = sidebar();
const zh = sidebarZh();
/** @param {{ items: readonly object[] } | undefined} group */
const firstOf = (group) => /** @type {import("../pages.mjs").Item} */ (group?.items[0]).link;

export default defineConfig({
  srcDir: "..",
  srcExclude: ["site/**"],
  outDir: "dist",
  cacheDir: fileURLToPath(new URL("../../../.tmp/site", import.meta.url)),
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: true,
  title: PACKAGE.name,
  description: PACKAGE.description,
  markdown: {
    // Anchors are those of GitHub, so that a link works there and here.
    anchor: { slugify: slugOf },
    config(md) {
      drawDiagrams(md);
      followLinks(md);
    },
  },
  // A list names pages before they are written. The home page shows those that are.
  transformPageData({ frontmatter }) {
    const { hero } = frontmatter;
    if (hero?.actions)
      hero.actions = hero.actions.filter((/** @type {{ link: string }} */ { link }) => isPage(link));
  },
  locales: {
    root: { label: "English", lang: "en" },
    ...(zh && {
      zh: {
        label: "中文",
        lang: "zh-CN",
        themeConfig: {
          nav: [],
          sidebar: zh,
          outline: { level: [2, 3], label: "本页内容" },
          docFooter: { prev: "上一页", next: "下一页" },
          darkModeSwitchLabel: "外观",
          lightModeSwitchTitle: "切换到浅色",
          darkModeSwitchTitle: "切换到深色",
          sidebarMenuLabel: "目录",
          returnToTopLabel: "回到顶部",
          langMenuLabel: "语言",
        },
      },
    }),
  },
  themeConfig: {
    nav: [
      { text: "Guides", link: firstOf(guides), activeMatch: "^/(guides/(?!security)|RTM)" },
      { text: "Reference", link: firstOf(reference), activeMatch: "^/reference/(?!api)" },
      { text: "API", link: "/reference/api/", activeMatch: "^/reference/api" },
      { text: "About", link: firstOf(about), activeMatch: "^/(ARCH|SPEC|PERF|GLOSS|adr/|guides/security)" },
    ],
    sidebar: [guides, reference, about].filter((group) => group !== undefined),
    outline: { level: [2, 3] },
    search: { provider: "local" },
  },
});
