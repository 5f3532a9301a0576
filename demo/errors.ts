// What went wrong, as a sentence that is said in the language of whoever reads it.
import { type ErrorCode, InvitationError } from "peer-invite";
import { plainLine } from "./parts/text/plain.ts";
import type { Problem } from "./store.ts";

/** A name that cannot be one may come from the page's address: as much of it is shown as says which is meant. */
const NAME_SHOWN_MAX = 60;
/** What browsers and PeerJS say of what went wrong may quote others. */
const MESSAGE_MAX = 300;

/** An error in words for `name`, the person here. */
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

/** Whether what a person wrote is wrong, and not whom to call. */
export function isAboutWords(error: unknown): boolean {
  return error instanceof InvitationError && ABOUT_WORDS.has(error.code);
}

/** What is wrong with a name or a callee; undefined when nothing is. */
export function idProblem(id: string, isValid: boolean): Problem["say"] | undefined {
  if (id === "") return (words) => words.problems.noName;
  return isValid ? undefined : (words) => words.problems.badName(plainLine(id, NAME_SHOWN_MAX));
}
