// @ts-check
// What the demo's page may load, and which pages may embed it: headers of the servers that serve it, and a tag in the built page
// for servers that send none.

/** Each directive of the content security policy. Everything else is not loaded at all. */
const CONTENT = {
  "default-src": "'none'",
  // Nothing inline and nothing evaluated, so text from a stranger stays text, even if the page has a bug.
  "script-src": "'self'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self' data:",
  // The streams of a call, through `srcObject`.
  "media-src": "'self' blob: mediastream:",
  // The broker is wherever the person's settings say.
  "connect-src": "'self' http: https: ws: wss:",
  "base-uri": "'none'",
  "form-action": "'none'",
};
/** No other page can frame the page and have a person press its buttons unseen. Only a header can express this. */
const FRAMES = "frame-ancestors 'none'";

const content = Object.entries(CONTENT)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ");

/** The headers of every response, whatever the page. */
const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  // For browsers that do not know `frame-ancestors`.
  "X-Frame-Options": "DENY",
  // Other sites do not learn from the address whom it asks to call. The page itself sees whether the demo opened it.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()",
};

/**
 * The policy as a Vite plugin: all of it for the built page. The dev server has no limits of content, because it adds its own
 * scripts and styles to the page.
 *
 * @param {{ readonly under: string }} options `under`: the folder of the page on its server, as the beginning of a path
 * @returns {import("vite").Plugin}
 */
export function pagePolicy({ under }) {
  /** @param {string} policy @returns {import("vite").Connect.NextHandleFunction} */
  const say = (policy) => (request, response, next) => {
    const headers = { ...HEADERS, "Content-Security-Policy": policy };
    if (request.url?.startsWith(under))
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  };
  let isBuilt = false;
  return {
    name: "page-policy",
    config: (_config, { command }) => {
      isBuilt = command === "build";
    },
    configureServer: ({ middlewares }) => void middlewares.use(say(FRAMES)),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(say(`${content}; ${FRAMES}`)),
    transformIndexHtml: (_html, { path }) =>
      isBuilt && path.startsWith(under)
        ? [
            {
              tag: "meta",
              attrs: { "http-equiv": "Content-Security-Policy", content },
              injectTo: "head-prepend",
            },
          ]
        : [],
  };
}
