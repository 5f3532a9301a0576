// @ts-check
// The site's looks: VitePress's own theme with the reader's fonts, and a picture on the home page.
import theme from "vitepress/theme-without-fonts";
import { h } from "vue";
import picture from "../../../pictures/call.png";
import "./style.css";
import "./home.css";
import "./tables.css";

/** @type {import("vitepress").Theme} */
export default {
  extends: theme,
  Layout: () =>
    h(theme.Layout, null, {
      "home-hero-image": () =>
        h("img", {
          class: "home-picture",
          src: picture,
          alt: "A video call between two browsers, with a chat beside it",
        }),
    }),
};
