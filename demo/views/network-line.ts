// The quality of the connection of a call, in one line.
import { html, type TemplateResult } from "lit";
import type { CallStats } from "peer-invite/call";
import type { CallWords } from "../words/en/calls.ts";

/** A smaller loss is not visible. */
const LOSS_MIN = 0.01;

/** The path, the round trip, the rate of what comes in, and the loss. */
export function networkLine(stats: CallStats | undefined, words: CallWords["talk"]): TemplateResult {
  const parts = stats?.path === undefined ? [words.measuring] : known(stats, words);
  return html`<span class="fact"><span class="hidden">${words.network}: </span>${parts.join(" · ")}</span>`;
}

function known(stats: CallStats, words: CallWords["talk"]): string[] {
  const { path, roundTripMs, receivedBitsPerSecond: rate, packetLoss } = stats;
  return [
    path && words.paths[path],
    roundTripMs === undefined ? undefined : words.roundTrip(Math.round(roundTripMs)),
    rate ? words.rate((rate / 1_000_000).toFixed(rate < 1_000_000 ? 2 : 1)) : undefined,
    packetLoss !== undefined && packetLoss >= LOSS_MIN
      ? words.loss((packetLoss * 100).toFixed(0))
      : undefined,
  ].filter((part) => part !== undefined);
}
