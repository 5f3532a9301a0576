// How a component plays a stream. React has no property for it.
import { useCallback } from "react";

/** The `ref` of a `video` or `audio` element that plays `stream`, such as the `remoteStream` of `useCall`. */
export function useStreamRef(stream: MediaStream | undefined): (element: HTMLMediaElement | null) => void {
  return useCallback(
    (element) => {
      if (element !== null) element.srcObject = stream ?? null;
    },
    [stream],
  );
}
