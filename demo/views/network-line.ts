// How well a call goes, in one line.
import { html, type TemplateResult } from "lit";
import type { CallStats } from "peer-invite/call";
import type { CallWords } from "../words/en/calls.ts";

/** Less than this is no loss that anybody sees. */
const LOSS_MIN = 0.01;

/** Direct or relayed, the round trip, what comes in, and what is lost. */
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
