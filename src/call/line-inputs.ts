// What happens on the line of a call, as inputs of its machine.
import type { Line } from "../client/line.ts";
import type { CallInput } from "./call-machine.ts";
import { readMessage } from "./messages.ts";

/** Passes on how the line is now, and all that happens on it from now on. What is no message is passed over. */
export function followLine(line: Line, take: (input: CallInput) => void): void {
  line.on("data", (data) => {
    const message = readMessage(data);
    if (message !== undefined) take({ type: "said", message });
  });
  line.on("stateChanged", (state) => {
    if (state !== "closed") take({ type: "line", up: state === "up" });
  });
  line.on("closed", (reason, content) => take({ type: "lineClosed", reason, content }));
  take({ type: "line", up: line.state === "up" });
}
