// The devices of this machine.
import { type DeviceList, NO_DEVICES, watchDevices } from "../bindings/index.ts";
import { type Readable, storeOf } from "./store.ts";

/**
 * The cameras, microphones and speakers, as they come and go. Browsers tell their names only once the person has allowed
 * one.
 */
export function useDevices(): Readable<DeviceList> {
  return storeOf(undefined, () => watchDevices(), NO_DEVICES);
}
