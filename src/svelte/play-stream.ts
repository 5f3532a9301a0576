// How a component plays a stream.

/**
 * An action for a `video` or `audio` element: `<video use:playStream={stream}>` plays a stream, such as the
 * `remoteStream` of `useCall`.
 */
export function playStream(
  element: HTMLMediaElement,
  stream: MediaStream | undefined,
): { readonly update: (stream: MediaStream | undefined) => void } {
  const update = (now: MediaStream | undefined): void => {
    if (element.srcObject !== now) element.srcObject = now ?? null;
  };
  update(stream);
  return { update };
}
