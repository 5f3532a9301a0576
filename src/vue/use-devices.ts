// The devices of this machine.
import { type DeviceList, NO_DEVICES, watchDevices } from "../bindings/index.ts";
import { type Shown, useSource } from "./use-snapshot.ts";

/**
 * The cameras, microphones and speakers, as they come and go. Browsers tell their names only once the person has allowed
 * one.
 */
export function useDevices(): Shown<DeviceList> {
  return useSource(() => watchDevices(), NO_DEVICES);
}
