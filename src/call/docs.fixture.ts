// The generated sections of the documents that come from the tables of calls.
import { anchored, grouped, meanings, type Sections, table } from "../base/pure/documents.fixture.ts";
import { CALL_ENDS, CALL_LIMITS } from "./call-state.ts";
import { MEDIA_ERRORS } from "./media-errors.ts";

const limits = (): string =>
  table(
    ["limit", "default", "an app may set", "why"],
    Object.entries(CALL_LIMITS).map(([name, { value, range, why }]) => [
      anchored(name, "call-"),
      `${grouped(value)} ms`,
      range.map(grouped).join(" to "),
      why,
    ]),
  );

/** The generated sections of calls, by the name in their markers. */
export const CALL_SECTIONS: Sections = {
  "call-ends": () => meanings("reason", CALL_ENDS, "call-"),
  "call-limits": limits,
  "media-errors": () => meanings("code", MEDIA_ERRORS, "media-"),
};
