// @ts-check
// What the demo's page may load, and who may load it: headers of the servers that serve it, and a tag in the built page for
// servers that send none.

/** Each directive of the content security policy. What is not named is not loaded at all. */
const CONTENT = {
  "default-src": "'none'",
  // Nothing inline and nothing evaluated: what a stranger writes stays text, whatever mistake the page may make.
  "script-src": "'self'",
  "style-src": "'self'",
  "font-src": "'self'",
  "img-src": "'self' data:",
  // Of a call, by way of `srcObject`.
  "media-src": "'self' blob: mediastream:",
  // The broker is wherever its person says in the settings.
  "connect-src": "'self' http: https: ws: wss:",
  "base-uri": "'none'",
  "form-action": "'none'",
};
/** Nobody can put the page into another one, and have a person press its buttons unseen. Only a header can say so. */
const FRAMES = "frame-ancestors 'none'";

const content = Object.entries(CONTENT)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ");

/** Of every response, whatever the page. */
const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  // For browsers that do not know `frame-ancestors`.
  "X-Frame-Options": "DENY",
  // Other pages do not see whom its address asks to call; the page itself sees that it was opened by itself.
  "Referrer-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()",
};

/**
 * The policy as a Vite plugin: all of it for what is built, and without the limits of content for the dev server, which puts
 * scripts and styles of its own into the page.
 *
 * @param {{ readonly under: string }} options `under`: where the page is among those of its server, as the beginning of a path
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
