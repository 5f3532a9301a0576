// What a person can do, in the browser at hand, after having denied a page a camera, a microphone or notifications.
import type { PermissionWords } from "../words/en/devices.ts";
import { wordsFor } from "../words/index.ts";
import type { BrowserName, Permitted } from "../words/kinds.ts";

/** Options of {@link howToAllow}. */
export interface HowToAllowOptions {
  /** The language of the sentence, such as the `lang` of the page. Default: the document's. Unknown ones are English. */
  readonly lang?: string;
  /** Default `navigator.userAgent`. */
  readonly userAgent?: string;
}

/** A sentence that tells a person where this browser lets them allow what they have denied to the page. */
export function howToAllow(permitted: Permitted, options: HowToAllowOptions = {}): string {
  const { lang = globalThis.document?.documentElement.lang ?? "", userAgent } = options;
  return howToAllowIn(wordsFor(lang).permissions, permitted, userAgent);
}

/** The same in words that may be an app's own. */
export function howToAllowIn(
  { howTo, names }: PermissionWords,
  permitted: Permitted,
  userAgent: string = globalThis.navigator?.userAgent ?? "",
): string {
  return howTo[browserOf(userAgent)](names[permitted]);
}

/** The first that fits. Many browsers also carry the names of others. iPads ask for pages as Macs do, and have touch. */
const BROWSERS: readonly (readonly [RegExp, BrowserName])[] = [
  [/iPhone|iPad|iPod/, "ios"],
  [/Firefox\/.*Android|Android.*Firefox\//, "firefox-android"],
  [/Android/, "chrome-android"],
  [/Edg\//, "edge"],
  [/Firefox\//, "firefox"],
  [/Chrome\/|Chromium\//, "chrome"],
  [/Version\/.*Safari\//, "safari"],
];

/** The browser behind a user agent. */
export function browserOf(userAgent: string): BrowserName {
  const isTouched = (globalThis.navigator?.maxTouchPoints ?? 0) > 1;
  if (/Macintosh/.test(userAgent) && /Safari/.test(userAgent) && !/Chrome|Edg/.test(userAgent) && isTouched)
    return "ios";
  return BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other";
}
