// What a person has set for this browser, kept in localStorage: the tabs of one origin share it.
import { KIND_NAMES, type Kind } from "./kinds.ts";
import { isLanguage, type Language } from "./words/index.ts";

/** How the page looks: as the system does, or always so. */
export const THEMES = ["auto", "light", "dark"] as const;
/** See {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** All settings of this browser. */
export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** Whether a ring is heard. */
  readonly sound: boolean;
  /** Whether a ring in the background is shown by the system. */
  readonly notify: boolean;
  /** The kind of call that was placed last. */
  readonly kind: Kind;
  /** How long a call may ring, in seconds. */
  readonly ringS: number;
  /** How long a peer that is not there is tried, in seconds. */
  readonly reachS: number;
  /** The broker's address; empty: the one of this page's own server. */
  readonly broker: string;
  /** STUN and TURN servers, one a line: the address, then name and password where it wants them. */
  readonly iceServers: string;
  /** The devices chosen; empty: the browser's own choice. */
  readonly cameraId: string;
  readonly microphoneId: string;
}

/** The time limits that can be set, in seconds. */
export const RANGES = {
  ringS: { min: 5, max: 600 },
  reachS: { min: 1, max: 600 },
} as const satisfies Partial<Record<keyof Settings, { min: number; max: number }>>;

const KEY = "peer-invite-demo.settings";

/** The settings of somebody who has set nothing. */
export const DEFAULTS: Omit<Settings, "language"> = {
  theme: "auto",
  sound: true,
  notify: false,
  kind: "video",
  ringS: 60,
  reachS: 30,
  broker: "",
  iceServers: "",
  cameraId: "",
  microphoneId: "",
};

/** What was kept, where it is still good, and the defaults. `language`: for whom no choice was kept. */
export function loadSettings(language: Language): Settings {
  const kept = readJson(KEY);
  const defaults: Settings = { ...DEFAULTS, language };
  const entries = Object.entries(defaults).map(([name, value]) => {
    const found = kept[name];
    return [name, isGood(name, found, value) ? found : value];
  });
  return Object.fromEntries(entries) as Settings;
}

/** Keeps what was set just now, beside what other tabs have set meanwhile. A browser that keeps nothing goes without. */
export function storeSettings(news: Partial<Settings>): void {
  writeJson(KEY, { ...readJson(KEY), ...news });
}

/** What is kept under `key`; an empty object where nothing is, or nothing that can be read. */
export function readJson(key: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Keeps `value` under `key`, if the browser lets it. */
export function writeJson(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: it counts until the page is left.
  }
}

function isGood(name: string, found: unknown, usual: unknown): boolean {
  if (typeof found !== typeof usual) return false;
  switch (name) {
    case "language":
      return isLanguage(found);
    case "theme":
      return THEMES.some((theme) => theme === found);
    case "kind":
      return KIND_NAMES.some((kind) => kind === found);
    case "ringS":
    case "reachS":
      return Number(found) >= RANGES[name].min && Number(found) <= RANGES[name].max;
    default:
      return true;
  }
}
