// Loads the code of media connections, with simple-peer, when the first one is made or an app asks for it. A page that
// waits for calls does without it.

import { InvitationError } from "../base/pure/errors.ts";
import { LateMedia } from "./late-media.ts";
import type { CreateMedia } from "./media-port.ts";

/** The longest that `preloadCalls` waits for an idle moment. */
const IDLE_WITHIN_MS = 2_000;
/** The longest that one call waits for the code: less than the usual `connectTimeoutMs`, so that it says what was missing. */
const LOAD_WITHIN_MS = 20_000;

let loaded: CreateMedia | undefined;
let loading: Promise<CreateMedia> | undefined;

/**
 * Loads the code, unless it is there or on its way. After a failure, the next call of this function tries again.
 * @throws InvitationError `load-failed`, as a rejection
 */
async function loadMedia(): Promise<CreateMedia> {
  loading ??= importMedia();
  try {
    return await within(LOAD_WITHIN_MS, loading);
  } catch (cause) {
    const message = "Cannot load the code of calls: the server did not give it, or it is not valid here.";
    throw new InvitationError("load-failed", message, { cause });
  }
}

async function importMedia(): Promise<CreateMedia> {
  try {
    const { createMedia } = await import("./media.ts");
    loaded = createMedia;
    return createMedia;
  } catch (cause) {
    loading = undefined;
    throw cause;
  }
}

/** What `work` resolves to, or a rejection if that takes longer. */
function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`It took longer than ${ms / 1_000} s.`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Begins to load the code, because a call is likely. A failure is reported by the call that needs the code. */
export function expectMedia(): void {
  loadMedia().catch(() => {});
}

/** Makes a media connection with simple-peer. The first ones may have to wait for the code. */
export const createMediaOnDemand: CreateMedia = (parts) =>
  loaded?.(parts) ?? new LateMedia(parts, loadMedia());

/**
 * Loads what only a running call needs (simple-peer, and the code around it) as soon as the browser is idle, at the
 * latest after two seconds. Resolves once it is there. May be called again, also after a failure. Without this, it is
 * loaded when `preconnectCalls`, or `useCall` of the bindings, sees an invitation, or else by `startCall`.
 * @throws InvitationError `load-failed`, as a rejection; its `cause` is the browser's error
 */
export async function preloadCalls(): Promise<void> {
  if (loading === undefined && typeof requestIdleCallback === "function") {
    await new Promise<void>((idle) => requestIdleCallback(() => idle(), { timeout: IDLE_WITHIN_MS }));
  }
  await loadMedia();
}
