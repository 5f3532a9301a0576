// The certificate of this page's media connections. One serves the whole life of the page, so only the first connection
// waits for it.

/** A certificate that expires in less than a day is no longer used. */
const LEFT_MIN_MS = 86_400_000;

let made: RTCCertificate | undefined;
let isBeingMade = false;

/**
 * The page's certificate, in the shape of the WebRTC configuration. Empty while it is being made; the browser then
 * makes its own.
 */
export function pageCertificate(): { readonly certificates?: RTCCertificate[] } {
  if (made !== undefined && made.expires - Date.now() > LEFT_MIN_MS) return { certificates: [made] };
  void makeCertificate();
  return {};
}

async function makeCertificate(): Promise<void> {
  if (isBeingMade) return;
  isBeingMade = true;
  try {
    made = await RTCPeerConnection.generateCertificate({
      name: "ECDSA",
      namedCurve: "P-256",
    } as EcKeyGenParams);
  } catch {
    // A browser that cannot do this makes one for each connection.
  }
  isBeingMade = false;
}
