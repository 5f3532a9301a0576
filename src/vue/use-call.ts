// The call of an invitation.
import { type MaybeRefOrGetter, toValue } from "vue";
import { type CallPlan, type CallView, callOf, NO_CALL } from "../bindings/index.ts";
import type { Invitation } from "../index.ts";
import { type Shown, useSource } from "./use-snapshot.ts";

/**
 * The call of `invitation`: an invitation, a ref or a getter of one. It starts as soon as the invitation is accepted,
 * and captures camera and microphone then, not before. It ends, and what it captured is stopped, a moment after the
 * last component with it has gone or has turned to another invitation. Hot reload lets it go on. `options` count when
 * the call starts; of several components that give some, those of the first count. A component that gives none changes
 * nothing.
 */
export function useCall(
  invitation: MaybeRefOrGetter<Invitation | undefined>,
  options?: MaybeRefOrGetter<CallPlan | undefined>,
): Shown<CallView> {
  return useSource(() => {
    const now = toValue(invitation);
    return now && callOf(now, () => toValue(options));
  }, NO_CALL);
}
