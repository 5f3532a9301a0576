// The exports of `peer-invite/ui`: importing it registers the elements. All functions without a look are here, too.
import "./elements/device-picker.ts";
import "./elements/sequence-chart.ts";

export type {
  ChartedInvitation,
  DeviceChoice,
  DevicePickerElement,
  SequenceChartElement,
  StageCall,
  UiElementMembers,
} from "./elements/types.ts";
export * from "./functions/index.ts";
