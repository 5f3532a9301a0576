// Everything a book keeps from one input to the next.

import type { Bucket } from "../../base/pure/bucket.ts";
import { NO_ACTIVITY } from "../invitation/activity.ts";
import type { ChannelId } from "../link/dial.ts";
import type { PeerId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { BrokerState } from "./effects.ts";
import type { PeerEntry } from "./peer-entry.ts";
import { createCounters } from "./stats.ts";
import { Strangers } from "./strangers.ts";

/** The parts a book is made of. */
export interface BookOptions {
  readonly limits: Limits;
  /** This life of the page, in the form of an invitation id: new for every book. */
  readonly session: string;
  /** The name of this software in `hello`. */
  readonly agent: string;
  /** Whether frames may be posted (rule R16). */
  readonly posts: boolean;
}

/** The state of one book. */
export class BookState {
  readonly options: BookOptions;
  readonly entries = new Map<PeerId, PeerEntry>();
  readonly counters = createCounters();
  readonly strangers = new Strangers();
  broker: BrokerState = "offline";
  /** Our own peer id; empty while it is not known. */
  self = "" as PeerId;
  /** Whether the page was left and has not been seen since. It may come back as it was. */
  hasLeft = false;
  /** The number of open remote invitations, from all peers. */
  remoteOpen = 0;
  /** What makes this side busy, with all peers, as of the last input. */
  activity = NO_ACTIVITY;
  /** How many posts of strangers may still come, in all (rule R16.4). */
  strangerPosts: Bucket | undefined;
  /** The number of the last post, to any peer. */
  lastPost = 0;
  /** The highest channel number in use so far. */
  lastChannel: ChannelId = 0;

  constructor(options: BookOptions) {
    this.options = options;
  }
}
