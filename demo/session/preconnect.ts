// Calls are set up while they still ring, so that they start at once.
import type { InvitationClient } from "peer-invite";
import { preconnectCalls } from "peer-invite/call";
import { rtcConfigOf } from "../servers.ts";
import type { Store } from "../store.ts";
import type { StudioKeeper } from "../studio.ts";
import type { Answers } from "./answers.ts";

/** Sets up the calls of `client` ahead of the answer, with peers that may connect then. */
export function preconnect(
  client: InvitationClient,
  store: Store,
  studio: StudioKeeper,
  answers: Answers,
): void {
  preconnectCalls(client, {
    streamOnAccept({ snapshot }) {
      const kind = answers.kindFor(snapshot);
      return kind && studio.ready(kind);
    },
    get config() {
      return rtcConfigOf(store.state.settings);
    },
  });
}
