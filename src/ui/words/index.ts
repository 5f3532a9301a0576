// All words of the elements, in each language. The types come from the English tables, so that a language with a missing word, or
// with one too many, does not compile.
import type { ChartWords } from "../chart/words.ts";
import { type CallWords, calls as enCalls } from "./en/calls.ts";
import { chart as enChart } from "./en/chart.ts";
import {
  type DeviceWords,
  devices as enDevices,
  permissions as enPermissions,
  type PermissionWords,
} from "./en/devices.ts";
import { media as enMedia, type MediaWords } from "./en/media.ts";
import { calls as zhCalls } from "./zh/calls.ts";
import { chart as zhChart } from "./zh/chart.ts";
import { devices as zhDevices, permissions as zhPermissions } from "./zh/devices.ts";
import { media as zhMedia } from "./zh/media.ts";

/** All words of one language. */
export interface UiWords {
  readonly calls: CallWords;
  readonly devices: DeviceWords;
  readonly permissions: PermissionWords;
  readonly media: MediaWords;
  readonly chart: ChartWords;
}

/** Some of the words. Each takes the place of the package's. */
export type OwnWords<T = UiWords> = T extends (...args: never[]) => unknown
  ? T
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { readonly [key in keyof T]?: OwnWords<T[key]> }
      : T;

/** The words of each language. */
export const UI_WORDS: Readonly<Record<"en" | "zh", UiWords>> = {
  en: { calls: enCalls, devices: enDevices, permissions: enPermissions, media: enMedia, chart: enChart },
  zh: { calls: zhCalls, devices: zhDevices, permissions: zhPermissions, media: zhMedia, chart: zhChart },
};

/** The words for a language, such as `zh-Hans`. English for a language that the package does not speak. */
export function wordsFor(lang: string): UiWords {
  return /^zh\b/i.test(lang) ? UI_WORDS.zh : UI_WORDS.en;
}

/** The words, with an app's own in their place. */
export function withOwnWords(words: UiWords, own: OwnWords | undefined): UiWords {
  return own === undefined ? words : (merge(words, own) as UiWords);
}

type Tree = { readonly [name: string]: unknown };

function merge(words: object, own: object): object {
  const merged: { [name: string]: unknown } = { ...words };
  for (const [name, value] of Object.entries(own)) {
    const before = (words as Tree)[name];
    if (value === undefined) continue;
    merged[name] = isTree(before) && isTree(value) ? merge(before, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
