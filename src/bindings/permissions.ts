// When the person allows a camera or a microphone, or forbids it. Browsers tell the names of devices only after that.

const NAMES = ["camera", "microphone"] as const;

/** Calls `tell` when the permission for a device changes, in browsers that report it. Returns a function that ends this. */
export function watchPermissions(tell: () => void): () => void {
  const over = new AbortController();
  for (const name of NAMES) void watch(name, tell, over.signal);
  return () => over.abort();
}

async function watch(name: (typeof NAMES)[number], tell: () => void, signal: AbortSignal): Promise<void> {
  try {
    // TypeScript's types do not know the names.
    const status = await navigator.permissions.query({ name: name as PermissionName });
    status.addEventListener("change", tell, { signal });
  } catch {
    // Not every browser has permissions, or knows these.
  }
}
