// The settings of this browser, kept in localStorage, which the tabs of one origin share.
import { KIND_NAMES, type Kind } from "./kinds.ts";
import { isLanguage, type Language } from "./words/index.ts";

/** The colors of the page: as the system has them, or always light or dark. */
export const THEMES = ["auto", "light", "dark"] as const;
/** See {@link THEMES}. */
export type Theme = (typeof THEMES)[number];

/** All settings of this browser. */
export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** Whether a ring tone is played. */
  readonly sound: boolean;
  /** Whether the system shows a notification of a call while the page is in the background. */
  readonly notify: boolean;
  /** Whether single keys answer, mute and hang up. */
  readonly keys: boolean;
  /** Whether the drawer with the log is open. */
  readonly drawer: boolean;
  /** The kind of call that was placed last. */
  readonly kind: Kind;
  /** How long a call may ring, in seconds. */
  readonly ringS: number;
  /** How long the page tries to reach a peer that is not online, in seconds. */
  readonly reachS: number;
  /** The broker's address. Empty for the broker of this page's own server. */
  readonly broker: string;
  /** STUN and TURN servers, one on each line: the address, then the name and password that it wants, if any. */
  readonly iceServers: string;
  /** The chosen camera. Empty for the browser's own choice. */
  readonly cameraId: string;
  /** The chosen microphone. Empty for the browser's own choice. */
  readonly microphoneId: string;
}

/** The time limits that can be set, in seconds. */
export const RANGES = {
  ringS: { min: 5, max: 600 },
  reachS: { min: 1, max: 600 },
} as const satisfies Partial<Record<keyof Settings, { min: number; max: number }>>;

const KEY = "peer-invite-demo.settings";

/** The settings of a person who has set nothing. */
export const DEFAULTS: Omit<Settings, "language"> = {
  theme: "auto",
  sound: true,
  notify: false,
  keys: true,
  drawer: false,
  kind: "video",
  ringS: 60,
  reachS: 30,
  broker: "",
  iceServers: "",
  cameraId: "",
  microphoneId: "",
};

/** The stored settings, with defaults for what is not stored or cannot be used. `language` is the default language. */
export function loadSettings(language: Language): Settings {
  const kept = readJson(KEY);
  const defaults: Settings = { ...DEFAULTS, language };
  const entries = Object.entries(defaults).map(([name, value]) => {
    const found = kept[name];
    return [name, isGood(name, found, value) ? found : value];
  });
  return Object.fromEntries(entries) as Settings;
}

/** Stores the new settings. Settings that other tabs have changed meanwhile are kept. */
export function storeSettings(news: Partial<Settings>): void {
  writeJson(KEY, { ...readJson(KEY), ...news });
}

/** The value under `key`. An empty object if nothing readable is stored. */
export function readJson(key: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Stores `value` under `key`, if the browser allows it. */
export function writeJson(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A private window, or a full disk. The setting counts until the page is closed.
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
