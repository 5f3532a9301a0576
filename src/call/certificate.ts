// The certificate of this page's media connections: one for its whole life, so that only the first waits for it to be made.

/** One that ends sooner than in a day is not used any more. */
const LEFT_MIN_MS = 86_400_000;

let made: RTCCertificate | undefined;
let isBeingMade = false;

/** The page's certificate, as WebRTC's configuration takes it: nothing while it is still being made, and browsers make their own. */
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
    // A browser that cannot makes one for each connection.
  }
  isBeingMade = false;
}
