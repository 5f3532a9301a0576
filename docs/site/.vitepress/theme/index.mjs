// @ts-check
// The site's looks: VitePress's own theme with the reader's fonts, a picture on the home page, and a mark on the row of a table that
// a link led to.
import theme from "vitepress/theme-without-fonts";
import { h, nextTick } from "vue";
import picture from "../../../pictures/call.png";
import "./style.css";
import "./home.css";
import "./tables.css";

/** CSS's own `:target` stays what it was when VitePress changes the address. */
function markRow() {
  document.querySelector("tr.target")?.classList.remove("target");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  target?.closest("tr")?.classList.add("target");
}

/** @type {import("vitepress").Theme} */
export default {
  extends: theme,
  enhanceApp({ router }) {
    if (typeof document === "undefined") return;
    addEventListener("hashchange", markRow);
    router.onAfterRouteChange = () => nextTick(markRow);
  },
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
