// Whose setting of a device counts after a hold.
import { expect, test } from "vitest";
import { chosen, inherited, ON } from "./device-setting.ts";

test.each([
  ["turned off", chosen(true, false), { isOff: true, isChosen: true }],
  ["turned on", chosen(false, false), ON],
  ["turned off on hold", chosen(true, true), { isOff: true, isChosen: true }],
  ["turned on on hold", chosen(false, true), { isOff: false, isChosen: true }],
  ["turned off elsewhere", inherited(ON, true), { isOff: true, isChosen: false }],
  ["turned off here, then elsewhere", inherited(chosen(true, false), true), chosen(true, false)],
  ["turned off here, then on elsewhere", inherited(chosen(true, false), false), ON],
])("a device that was %s", (_how, setting, expected) => {
  expect(setting).toEqual(expected);
});
