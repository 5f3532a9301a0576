// Errors as sentences in the language of the page.
import { type ErrorCode, InvitationError } from "peer-invite";
import { plainLine } from "peer-invite/ui/functions";
import type { Problem } from "./store.ts";

/** A wrong name may come from the page's address and be of any length. This much is enough to recognize it. */
const NAME_SHOWN_MAX = 60;
/** The errors of browsers and of PeerJS may quote what others wrote, at any length. */
const MESSAGE_MAX = 300;

/** An error in words. `name`: the person here. */
export function errorWords(error: unknown, name: string): Problem["say"] {
  if (!(error instanceof InvitationError)) {
    const text = plainLine(error instanceof Error ? error.message : String(error), MESSAGE_MAX);
    return () => text;
  }
  const { code, message } = error;
  const detail = message.slice(message.indexOf(": ") + 2);
  return (words) => words.errors[code]({ name, detail });
}

const ABOUT_WORDS: ReadonlySet<ErrorCode> = new Set(["invalid-content", "content-too-long"]);

/** Whether an error is about the text that a person wrote, and not about the peer to call. */
export function isAboutWords(error: unknown): boolean {
  return error instanceof InvitationError && ABOUT_WORDS.has(error.code);
}

/** What is wrong with a name; undefined if nothing is. */
export function idProblem(id: string, isValid: boolean): Problem["say"] | undefined {
  if (id === "") return (words) => words.problems.noName;
  return isValid ? undefined : (words) => words.problems.badName(plainLine(id, NAME_SHOWN_MAX));
}
