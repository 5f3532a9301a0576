// @ts-check
// What each wall of biome.json must refuse, and what it must allow.

/** @type {Record<string, { refused: string[], legal: string[] }>} by file: lines that must be refused, and lines that must not */
export const WALLS = {
  "src/core/book/a.ts": {
    refused: [
      'import { a } from "../../transport/transport.ts";',
      'import type { A } from "../../client/client.ts";',
      'import { b } from "./../../client/client.ts";',
      'import { c } from "../../testing/index.ts";',
      'import { clock } from "../../base/clock.ts";',
      'import { report } from "../../base/report.ts";',
      'import { anything } from "valibot";',
      'import { nanoid } from "nanoid";',
      'import { readFileSync } from "node:fs";',
      'export * from "../../index.ts";',
      'export type B = import("../../client/client.ts").B;',
      'export const dynamic = () => import("./b.ts");',
      "export const number = Math.random();",
      "export const { random } = Math;",
      'export const alsoRandom = Math["random"]();',
      "export const wait = async () => await 1;",
      "export const here = import.meta.url;",
      "Date.now();",
      "performance.now();",
      "setTimeout(() => {}, 1);",
      "setInterval(() => {}, 1);",
      "clearTimeout(1);",
      "clearInterval(1);",
      "queueMicrotask(() => {});",
      "Promise.resolve(1);",
      "crypto.randomUUID();",
      'console.log("");',
      "window.close();",
      "document.close();",
      "globalThis.close();",
      'fetch("");',
      "localStorage.clear();",
      "sessionStorage.clear();",
    ],
    legal: [
      'import { table } from "../../base/pure/table.ts";',
      'import type { Frame } from "../wire/frames.ts";',
      'import { reduce } from "../invitation/local-invitation.ts";',
      'import { link } from "../link/link.ts";',
      'import { line } from "../line/line.ts";',
      'export { entry } from "./peer-entry.ts";',
      "export const most = Math.max(1, 2);",
      "export const bytes = new TextEncoder().encode('');",
    ],
  },
  "src/core/line/a.ts": {
    refused: ['import { a } from "../book/book.ts";', 'import { b } from "../link/link.ts";', "Date.now();"],
    legal: ['import { c } from "../invitation/machine.ts";', 'import { d } from "../wire/ids.ts";'],
  },
  "src/core/invitation/a.ts": {
    refused: [
      'import { a } from "../book/book.ts";',
      'import type { B } from "../line/line.ts";',
      'import { c } from "../link/link.ts";',
      'import { d } from "../../base/timers.ts";',
      "Date.now();",
    ],
    legal: ['import { e } from "../wire/ids.ts";', 'import { f } from "../../base/pure/table.ts";'],
  },
  "src/core/link/a.ts": {
    refused: ['import { a } from "../invitation/machine.ts";', "Date.now();"],
    legal: ['import { b } from "../wire/limits.ts";', 'import { c } from "./dial.ts";'],
  },
  "src/core/wire/a.ts": {
    refused: [
      'import { a } from "../book/effects.ts";',
      'import type { B } from "../invitation/machine.ts";',
      'import { c } from "../../base/clock.ts";',
      "Date.now();",
    ],
    legal: ['import { d } from "../../base/pure/text.ts";'],
  },
  "src/core/book/a.test.ts": {
    refused: ['import { a } from "../../client/client.ts";', "Date.now();", "setTimeout(() => {}, 1);"],
    legal: [
      'import { b } from "./a.ts";',
      'import { c } from "../wire/ids.ts";',
      'import { test } from "vitest";',
      'import { assert } from "fast-check";',
      'import { readFileSync } from "node:fs";',
      'import { simulate } from "../../testing/index.ts";',
    ],
  },
  "src/transport/a.ts": {
    refused: [
      'import { a } from "../core/wire/limits.ts";',
      'import { type A } from "../core/wire/limits.ts";',
      'export { b } from "../core/wire/limits.ts";',
      'import type { Book } from "../core/book/book.ts";',
      'import type { Peer } from "peerjs";',
      'import type { E } from "../peerjs/peerjs.ts";',
      'import type { C } from "../client/client.ts";',
      'import { nanoid } from "nanoid";',
    ],
    legal: [
      'import { d } from "./transport.ts";',
      'import type { D } from "../core/wire/limits.ts";',
      'import { i } from "../core/wire/ids.ts";',
      'import type { ErrorCode } from "../base/pure/errors.ts";',
    ],
  },
  "src/peerjs/a.ts": {
    refused: [
      'import { Peer } from "peerjs";',
      'import "peerjs";',
      'export { util } from "peerjs";',
      'import { a } from "../core/wire/limits.ts";',
      'import type { Book } from "../core/book/book.ts";',
      'import type { A } from "../client/client.ts";',
    ],
    legal: [
      'import type { DataConnection } from "peerjs";',
      'import type { B } from "../core/wire/ids.ts";',
      'import type { C } from "../transport/transport.ts";',
      'import { d } from "../base/check.ts";',
    ],
  },
  "src/client/a.ts": {
    refused: [
      'import { a } from "../transport/memory.ts";',
      'import { b } from "../testing/index.ts";',
      'import { c } from "../call/call.ts";',
      'import { d } from "../index.ts";',
      'import { e } from "../peerjs/registration.ts";',
      'import { Peer } from "peerjs";',
      'export type E = import("../testing/index.ts").E;',
    ],
    legal: [
      'import { f } from "../core/wire/limits.ts";',
      'import { book } from "../core/book/book.ts";',
      'import type { G } from "../transport/transport.ts";',
      'import { h } from "../peerjs/peerjs.ts";',
      'import { i } from "./b.ts";',
      'import { nanoid } from "nanoid";',
      "Date.now();",
    ],
  },
  "src/base/a.ts": {
    refused: [
      'import { a } from "../core/wire/ids.ts";',
      'import { b } from "../client/client.ts";',
      'import { nanoid } from "nanoid";',
    ],
    legal: ['import { c } from "./b.ts";', 'import { d } from "./pure/errors.ts";', "Date.now();"],
  },
  "src/base/cycle-a.ts": { refused: ['import type { B } from "./cycle-b.ts";'], legal: [] },
  "src/base/cycle-b.ts": { refused: ['import type { A } from "./cycle-a.ts";'], legal: [] },
  "src/base/pure/a.ts": {
    refused: [
      'import { a } from "../clock.ts";',
      'import { b } from "../../core/wire/ids.ts";',
      "Date.now();",
    ],
    legal: ['import { c } from "./b.ts";'],
  },
  "src/client/a.test.ts": {
    refused: ['import { a } from "../../demo/main.ts";', 'import { LitElement } from "lit";'],
    legal: ['import { b } from "../transport/memory.ts";', 'import { c } from "../testing/index.ts";'],
  },
  "src/index.ts": {
    refused: ['export * from "./testing/index.ts";', 'import { readFileSync } from "node:fs";'],
    legal: ['export * from "./client/client.ts";', 'export type { A } from "./core/wire/frames.ts";'],
  },
  "src/call/a.ts": {
    refused: [
      'import { a } from "../testing/index.ts";',
      'import { test } from "vitest";',
      'import { c } from "../core/book/book.ts";',
      'import { b } from "../core/invitation/machine.ts";',
      'import { d } from "../core/wire/limits.ts";',
      'import type { D } from "../transport/transport.ts";',
      'import type { E } from "../peerjs/peerjs.ts";',
      'import { engine } from "../client/engine.ts";',
      'import type { Roster } from "../client/roster.ts";',
      'import type { Line } from "../client/line.ts";',
      'import { checkJson } from "../client/check.ts";',
      'import SimplePeer from "simple-peer/simplepeer.min.js";',
    ],
    legal: [
      'import { checkText, type Invitation } from "../client/public.ts";',
      'import { nextState } from "../base/pure/table.ts";',
      'import type { LineEnd } from "../core/wire/reasons.ts";',
      'import { e } from "./b.ts";',
    ],
  },
  "src/call/media.ts": {
    refused: [
      'import SimplePeer from "simple-peer";',
      'import { Peer } from "peerjs";',
      'import { a } from "../client/client.ts";',
    ],
    legal: [
      'import SimplePeer from "simple-peer/simplepeer.min.js";',
      'import { b } from "./room.ts";',
      'import { c } from "../base/check.ts";',
    ],
  },
  "src/access/a.ts": {
    refused: [
      'import { a } from "../index.ts";',
      'import { b } from "../peerjs/peerjs.ts";',
      'import { Peer } from "peerjs";',
    ],
    legal: ['import { c } from "../base/check.ts";', 'import { d } from "./renewal.ts";'],
  },
  "src/history/a.ts": {
    refused: [
      'import { a } from "../core/wire/limits.ts";',
      'import { b } from "../client/client.ts";',
      'import { c } from "../testing/index.ts";',
    ],
    legal: [
      'import { d } from "../index.ts";',
      'import { Emitter } from "../base/emitter.ts";',
      'import { openDB } from "idb";',
    ],
  },
  "src/bindings/a.ts": {
    refused: [
      'import { a } from "../client/client.ts";',
      'import { b } from "../core/wire/limits.ts";',
      'import { c } from "../call/call.ts";',
      'import { d } from "../history/history.ts";',
      'import { e } from "../testing/index.ts";',
      'import { f } from "../react/index.ts";',
      'import { Peer } from "peerjs";',
      'import { useState } from "react";',
    ],
    legal: [
      'import { g } from "../index.ts";',
      'import { h } from "../call/index.ts";',
      'import { i } from "../history/index.ts";',
      'import { j } from "../base/same.ts";',
      'import { k } from "./b.ts";',
    ],
  },
  "src/react/a.ts": {
    refused: [
      'import { a } from "../bindings/source.ts";',
      'import { b } from "../base/same.ts";',
      'import { c } from "../client/client.ts";',
      'import { d } from "../vue/index.ts";',
      'import { createRoot } from "react-dom/client";',
      'import { ref } from "vue";',
    ],
    legal: [
      'import { e } from "../bindings/index.ts";',
      'import { f } from "../index.ts";',
      'import { useMemo } from "react";',
      'import { g } from "./b.ts";',
    ],
  },
  "src/vue/a.ts": {
    refused: [
      'import { a } from "../bindings/source.ts";',
      'import { b } from "../base/same.ts";',
      'import { c } from "../react/index.ts";',
      'import { useMemo } from "react";',
    ],
    legal: [
      'import { d } from "../bindings/index.ts";',
      'import { e } from "../index.ts";',
      'import { ref } from "vue";',
    ],
  },
  "src/svelte/a.ts": {
    refused: [
      'import { a } from "../bindings/source.ts";',
      'import { b } from "../base/same.ts";',
      'import { readable } from "svelte/store";',
      'import { ref } from "vue";',
    ],
    legal: [
      'import { c } from "../bindings/index.ts";',
      'import { d } from "../index.ts";',
      'import { e } from "./b.ts";',
    ],
  },
  "src/rtm/a.ts": {
    refused: [
      'import { a } from "../core/wire/limits.ts";',
      'import type { B } from "../core/wire/ids.ts";',
      'import { c } from "../client/client.ts";',
      'import { d } from "../peerjs/peerjs.ts";',
      'import { e } from "../testing/index.ts";',
      'import { Peer } from "peerjs";',
      'import type { F } from "ar-rtm-sdk";',
    ],
    legal: [
      'import { h } from "../base/report.ts";',
      'import { i } from "../index.ts";',
      'import { j } from "./b.ts";',
    ],
  },
  "src/rtm/peerjs.ts": {
    refused: ['import { a } from "../peerjs/peerjs.ts";', 'import { b } from "../client/client.ts";'],
    legal: ['import { Peer } from "peerjs";', 'import { c } from "../index.ts";'],
  },
  "src/rtm/a.fixture.ts": {
    refused: ['import { a } from "../core/wire/limits.ts";', 'import { test } from "vitest";'],
    legal: ['import { b } from "../testing/index.ts";', 'import { c } from "../index.ts";'],
  },
  "src/testing/a.ts": {
    refused: ['import { test } from "vitest";', 'import { a } from "../../demo/main.ts";'],
    legal: ['import { b } from "../client/client.ts";', 'import { c } from "../transport/memory.ts";'],
  },
  "src/ui/chart/a.ts": {
    refused: [
      'import { LitElement } from "lit";',
      'import { a } from "../functions/devices.ts";',
      'import type { B } from "../../core/wire/reasons.ts";',
      'import type { C } from "../../client/client.ts";',
    ],
    legal: [
      'import type { D } from "../../index.ts";',
      'import { plainLine } from "../text/plain.ts";',
      'import type { E } from "./step.ts";',
    ],
  },
  "src/ui/words/zh/a.ts": {
    refused: ['import type { A } from "../../../index.ts";', 'import { b } from "../../text/plain.ts";'],
    legal: ['import type { C } from "../en/calls.ts";', 'import type { D } from "../../chart/words.ts";'],
  },
  "src/ui/functions/a.ts": {
    refused: [
      'import { html } from "lit";',
      'import { a } from "../elements/ui-element.ts";',
      'import { b } from "../../core/book/book.ts";',
      'import { c } from "../../call/media.ts";',
    ],
    legal: [
      'import { ObservableEmitter } from "../../base/observable.ts";',
      'import type { D } from "../../call/index.ts";',
      'import { wordsFor } from "../words/index.ts";',
    ],
  },
  "src/ui/elements/a.ts": {
    refused: [
      'import { a } from "../../core/wire/limits.ts";',
      'import { b } from "../../client/client.ts";',
      'import { c } from "../../call/call-machine.ts";',
      'import SimplePeer from "simple-peer/simplepeer.min.js";',
      'import { Peer } from "peerjs";',
    ],
    legal: [
      'import { html } from "lit";',
      'import { repeat } from "lit/directives/repeat.js";',
      'import { getMedia } from "../../call/get-media.ts";',
      'import { watchDevices } from "../functions/devices.ts";',
    ],
  },
  "src/ui/index.ts": {
    refused: ['import { html } from "lit";', 'export * from "../client/client.ts";'],
    legal: ['export * from "./functions/index.ts";'],
  },
  "src/ui/chart/a.fixture.ts": {
    refused: ['import { a } from "../../core/wire/limits.ts";', 'import { test } from "vitest";'],
    legal: ['import { b } from "../../testing/index.ts";', 'import { c } from "../../index.ts";'],
  },
  "src/ui/functions/a.test.ts": {
    refused: ['import { html } from "lit";', 'import { Peer } from "peerjs";'],
    legal: ['import { test } from "vitest";', 'import { a } from "./devices.ts";'],
  },
  "demo/views/a.ts": {
    refused: [
      'import { a } from "../../src/index.ts";',
      'import type { A } from "../../src/core/wire/ids.ts";',
    ],
    legal: [
      'import { b } from "peer-invite";',
      'import { c } from "../b.ts";',
      'import { html } from "lit";',
    ],
  },
  "e2e/a.spec.ts": {
    refused: ['import { a } from "../src/index.ts";', 'import { b } from "../dist/index.js";'],
    legal: ['import { c } from "peer-invite/testing";', 'import { d } from "./pages.ts";'],
  },
  "e2e/contract/a.ts": { refused: [], legal: ['import { a } from "../../src/peerjs/peerjs.ts";'] },
  "bench/a.ts": {
    refused: ['import { a } from "../src/core/wire/ids.ts";'],
    legal: ['import { b } from "peer-invite";'],
  },
  "scripts/a.mjs": {
    refused: ['import { a } from "../bench/rig/requirements.mjs";'],
    legal: ['import { b } from "./run-steps.mjs";', 'import { readFileSync } from "node:fs";'],
  },
  "scripts/mutation/a.mjs": { refused: ['import { a } from "../../bench/table.mjs";'], legal: [] },
  "bench/core/a.ts": { refused: [], legal: ['import { a } from "../../src/core/wire/ids.ts";'] },
};
