// A network that a page can lose. While it is gone, the texts of data channels are held back. They arrive in order when it is back,
// as from a transport that repeats what was lost. The browser's own offline switch does not affect WebRTC.

let isOnline = true;
const held: (() => void)[] = [];

/** Runs `deliver` now, or once the network is back. */
function pass(deliver: () => void): void {
  if (isOnline) deliver();
  else held.push(deliver);
}

/** Disconnects every data channel of the page from the network, also future ones, or connects them again. */
export function setNetwork(online: boolean): void {
  isOnline = online;
  if (online) for (const deliver of held.splice(0)) deliver();
}

/** Installs the switch. Call it before the first channel is made. */
export function installNetworkSwitch(): void {
  const { prototype } = RTCDataChannel;
  const { send } = prototype;
  prototype.send = function (this: RTCDataChannel, data: string): void {
    pass(() => {
      if (this.readyState === "open") send.call(this, data as never);
    });
  } as typeof send;
  const { set: setListener } = Object.getOwnPropertyDescriptor(prototype, "onmessage") ?? {};
  Object.defineProperty(prototype, "onmessage", {
    set(this: RTCDataChannel, listener: ((event: MessageEvent) => void) | null) {
      const held = listener && ((event: MessageEvent) => pass(() => listener.call(this, event)));
      setListener?.call(this, held);
    },
  });
}
