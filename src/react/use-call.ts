// The call of an invitation.
import { useMemo } from "react";
import { type CallPlan, type CallView, callOf, NO_CALL } from "../bindings/index.ts";
import type { Invitation } from "../index.ts";
import { useLatest, useSource } from "./use-snapshot.ts";

/**
 * The call of `invitation`. It starts as soon as the invitation is accepted, and captures camera and microphone then,
 * not before. It ends, and what it captured is stopped, a moment after the last component with it has gone or has
 * turned to another invitation. StrictMode and hot reload let it go on. `options` count when the call starts; of
 * several components that give some, those of the first count. A component that gives none changes nothing.
 */
export function useCall(invitation: Invitation | undefined, options?: CallPlan): CallView {
  const plan = useLatest(options);
  const source = useMemo(() => invitation && callOf(invitation, plan), [invitation, plan]);
  return useSource(source, NO_CALL);
}
