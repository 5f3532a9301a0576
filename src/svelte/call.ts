// The call of an invitation.
import { type CallPlan, type CallView, type CurrentInvitation, callOf, NO_CALL } from "../bindings/index.ts";
import type { Invitation } from "../index.ts";
import { type MaybeStore, type Readable, storeOf } from "./store.ts";

/**
 * The call of `invitation`: an invitation, a store of one, or the store that `useInvitation` returns. It starts as soon
 * as the invitation is accepted, and captures camera and microphone then, not before. It ends, and what it captured is
 * stopped, a moment after the last component with it has gone or has turned to another invitation. Hot reload lets it
 * go on. `options` count when the call starts; of several components that give some, those of the first count. A
 * component that gives none changes nothing.
 */
export function useCall(
  invitation: MaybeStore<Invitation | CurrentInvitation | undefined>,
  options?: CallPlan,
): Readable<CallView> {
  return storeOf(
    invitation,
    (given) => {
      const now = given && "dismiss" in given ? given.invitation : given;
      return now && callOf(now, () => options);
    },
    NO_CALL,
  );
}
