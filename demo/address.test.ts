// What a link to the page can do without a click: very little, because anybody may have made it.
import { describe, expect, test } from "vitest";
import { readAddress, type Visit } from "./address.ts";

const PAGE = "https://demo.example/";
const served = (query: string, news: Partial<Visit> = {}) =>
  readAddress({ url: `${PAGE}${query}`, referrer: "", isTrial: false, ...news });

describe("a link", () => {
  test("fills in the name and whom to call", () => {
    expect(served("?name=ada&call=bob")).toMatchObject({ name: "ada", callee: "bob" });
  });

  test.each([
    ["nothing but a name", "support,%20and%20tell%20them%20your%20password"],
    ["nothing that turns a line around", "bob%E2%80%AEada"],
    ["nothing that is too long", "x".repeat(129)],
  ])("fills in %s", (_name, text) => {
    expect(served(`?name=${text}&call=${text}`)).toMatchObject({ name: "", callee: "" });
  });

  test.each([
    ["of another site", "https://evil.example/demo"],
    ["that does not say where it is", ""],
    ["of a site with a similar name", "https://demo.example.evil.example/"],
    ["of the same host on another port", "https://demo.example:8443/"],
    ["of no page at all", "about:client"],
  ])("%s takes nobody online", (_name, referrer) => {
    expect(served("?name=ada&join", { referrer }).joins).toBe(false);
  });

  test("from the page itself takes the second tab online", () => {
    expect(served("?call=ada&join=", { referrer: `${PAGE}?name=ada` }).joins).toBe(true);
    expect(served("?call=ada", { referrer: PAGE }).joins).toBe(false);
  });

  test("changes no limits", () => {
    const query = "?minRingMs=60000&ttlMs=5000&reconnectTimeoutMs=1000";
    for (const referrer of ["", PAGE])
      expect(served(query, { referrer })).toMatchObject({ limits: {}, callLimits: {} });
  });
});

test("in a trial the address joins and sets limits", () => {
  const visit = served("?join&ttlMs=5000&openMax=&reconnectTimeoutMs=1000&toString=1", { isTrial: true });
  expect(visit).toMatchObject({
    joins: true,
    limits: { ttlMs: 5_000, openMax: Number.NaN },
    callLimits: { reconnectTimeoutMs: 1_000 },
  });
  expect(Object.keys(visit.limits)).toHaveLength(2);
});
