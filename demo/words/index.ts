// All words that a person sees or hears, in each language. The types come from the English tables, so that a language with a
// missing word, or with one too many, does not compile.
import { UI_WORDS, type UiWords } from "peer-invite/ui/functions";
import { type CallWords, calls as enCalls } from "./en/calls.ts";
import {
  type ErrorWords,
  errors as enErrors,
  problems as enProblems,
  type ProblemWords,
} from "./en/errors.ts";
import { log as enLog } from "./en/log.ts";
import { page as enPage, type PageWords } from "./en/page.ts";
import { settings as enSettings, type SettingsWords } from "./en/settings.ts";
import { calls as zhCalls } from "./zh/calls.ts";
import { errors as zhErrors, problems as zhProblems } from "./zh/errors.ts";
import { log as zhLog } from "./zh/log.ts";
import { page as zhPage } from "./zh/page.ts";
import { settings as zhSettings } from "./zh/settings.ts";

/** All words of one language. */
export interface Words {
  /** The value of the page's `lang`. */
  readonly lang: string;
  readonly page: PageWords;
  readonly calls: CallWords;
  readonly errors: ErrorWords;
  readonly media: UiWords["media"];
  readonly problems: ProblemWords;
  readonly settings: SettingsWords;
  readonly log: typeof enLog;
  readonly chart: UiWords["chart"];
}

/** Every language. */
export const WORDS = {
  en: {
    lang: "en",
    page: enPage,
    calls: enCalls,
    errors: enErrors,
    media: UI_WORDS.en.media,
    problems: enProblems,
    settings: enSettings,
    log: enLog,
    chart: UI_WORDS.en.chart,
  },
  zh: {
    lang: "zh-Hans",
    page: zhPage,
    calls: zhCalls,
    errors: zhErrors,
    media: UI_WORDS.zh.media,
    problems: zhProblems,
    settings: zhSettings,
    log: zhLog,
    chart: UI_WORDS.zh.chart,
  },
} as const satisfies Record<string, Words>;

/** A language that the page speaks. */
export type Language = keyof typeof WORDS;

/** The languages, in the order in which the page offers them. */
export const LANGUAGES = Object.keys(WORDS) as readonly Language[];

/** Whether a value is a language that the page speaks. */
export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The first of a person's languages that the page speaks; English where it speaks none. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return known.find(isLanguage) ?? "en";
}
