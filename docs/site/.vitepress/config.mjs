// @ts-check
// The documentation site. Its pages are documents of the repository (files.mjs), where a reader of it finds them too.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { slugOf } from "../../../scripts/documents.mjs";
import { drawDiagrams } from "../diagrams.mjs";
import { EXCLUDED, root, siteFileOf } from "../files.mjs";
import { followLinks, isPage } from "../links.mjs";
import { PACKAGE, sidebar, sidebarZh } from "../pages.mjs";
import { SEARCH } from "../search.mjs";
import { fitTables } from "../tables.mjs";

/** The demo's icon, in the page itself, so that it has no address that depends on the base. */
const ICON = `data:image/svg+xml,${encodeURIComponent(readFileSync(`${root}demo/favicon.svg`, "utf8"))}`;

const SEARCH_ZH = {
  button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
  modal: {
    displayDetails: "显示详情",
    resetButtonTitle: "清除",
    backButtonTitle: "关闭",
    noResultsText: "没有结果：",
    footer: { selectText: "选择", navigateText: "切换", closeText: "关闭" },
  },
};

export default defineConfig({
  srcDir: root,
  srcExclude: EXCLUDED,
  rewrites: siteFileOf,
  // The one in the repository's folder is the demo's.
  vite: { configFile: false },
  outDir: fileURLToPath(new URL("../../../dist-site", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../../../.tmp/site", import.meta.url)),
  // Where the site stands on its host: "/" alone, or a path with a slash at both ends.
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: true,
  title: PACKAGE.name,
  description: PACKAGE.description,
  head: [["link", { rel: "icon", href: ICON }]],
  markdown: {
    // Those of VitePress have too little contrast.
    theme: { light: "github-light-default", dark: "github-dark-default" },
    // Anchors are those of GitHub, so that a link works there and here.
    anchor: { slugify: slugOf },
    config(md) {
      // Text is text: Vue would compute what stands in double braces.
      const { text } = md.renderer.rules;
      md.renderer.rules.text = (...token) => (text?.(...token) ?? "").replaceAll("{{", "&#123;&#123;");
      drawDiagrams(md);
      fitTables(md);
      followLinks(md);
    },
  },
  // VitePress follows the links in a page's text, and not those of the home page's buttons and cards.
  transformPageData({ frontmatter: { hero, features } }) {
    /** @type {{ link: string }[]} */
    const links = [...(hero?.actions ?? []), ...(features ?? [])];
    const dead = links.find(({ link }) => !isPage(link.split("#")[0] ?? ""));
    if (dead) throw new Error(`docs/index.md: there is no page ${dead.link}`);
  },
  locales: {
    root: { label: "English", lang: "en" },
    zh: {
      label: "中文",
      lang: "zh-CN",
      themeConfig: {
        nav: [
          { text: "英文指南", link: "/guides/first-call" },
          { text: "参考", link: "/reference/events" },
        ],
        sidebar: sidebarZh(),
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
  },
  themeConfig: {
    logo: { src: ICON, alt: "" },
    // Few pages are in both languages, so the menu leads to the other language's home page.
    i18nRouting: false,
    nav: [
      {
        text: "Guides",
        link: "/guides/first-call",
        activeMatch: "^/(guides/(?!security|limits)|RTM|packages/)",
      },
      { text: "Reference", link: "/reference/events", activeMatch: "^/reference/(?!api)" },
      { text: "API", link: "/reference/api/", activeMatch: "^/reference/api" },
      {
        text: "About",
        link: "/guides/limits-of-today",
        activeMatch: "^/([A-QS-Z]|adr/|guides/(security|limits))",
      },
    ],
    sidebar: sidebar(),
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        miniSearch: SEARCH,
        // Nobody sees the colors of the code in the index, and they take most of its time.
        _render(src, env, md) {
          md.options.highlight = null;
          return md.render(src, env);
        },
        locales: { zh: { translations: SEARCH_ZH } },
      },
    },
  },
});
