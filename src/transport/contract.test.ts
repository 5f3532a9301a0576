// The transport contract on the memory network. Also shows that the contract notices an adapter that breaks it.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../core/wire/ids.ts";
import { CONTRACT } from "./contract.ts";
import type { ContractWorld } from "./contract-world.ts";
import { createMemoryNetwork } from "./memory.ts";
import type { Channel, ChannelEvents, Transport, TransportEvents } from "./transport.ts";

/** A world on a memory network of its own. A fault can be built into its transports. */
function createWorld(deadlineMs: number, spoil = (transport: Transport): Transport => transport) {
  const network = createMemoryNetwork();
  let joined = 0;
  return {
    join() {
      const id = `peer-${joined++}` as PeerId;
      return { id, transport: spoil(network.join(id)) };
    },
    absent: "nobody" as PeerId,
    setBroker: (online) => network.setBroker(online),
    countChannels: () => network.openChannels,
    check: (holds, sentence) => expect(holds, sentence).toBe(true),
    deadlineMs,
  } satisfies ContractWorld;
}

describe("the memory network keeps the transport contract", () => {
  for (const { name, run } of CONTRACT) test(name, () => run(createWorld(2_000)));
});

/** The faults that an adapter may have, each as a change to a correct one, with the case that must notice it. */
const FAULTS: Record<string, { spoil: (transport: Transport) => Transport; noticedBy: string }> = {
  "reports its state late": {
    spoil: (good) => change(good, { start: (events) => queueMicrotask(() => good.start(events)) }),
    noticedBy: "MUST report its state in start",
  },
  "keeps the loss of the broker to itself": {
    spoil: (good) =>
      changeEvents(good, (events) => ({
        changed: (state, self) => state !== "offline" && events.changed(state, self),
      })),
    noticedBy: "MUST report every later change",
  },
  "reports inside a call": {
    spoil: (good) =>
      changeChannels(good, (channel, events) => ({
        close: () => {
          events()?.closed("closed");
          channel.close();
        },
      })),
    noticedBy: "MUST NOT call any event inside a call",
  },
  "opens twice": {
    spoil: (good) => changeChannelEvents(good, (events) => ({ opened: () => twice(() => events.opened()) })),
    noticedBy: "connect MUST return at once, and report opened",
  },
  "does not know absent": {
    spoil: (good) => changeChannelEvents(good, (events) => ({ closed: () => events.closed("closed") })),
    noticedBy: "connect to an absent peer",
  },
  "throws while the broker is away": {
    spoil: (good) => {
      let isOffline = false;
      const watched = changeEvents(good, (events) => ({
        changed: (state, self) => {
          isOffline = state === "offline";
          events.changed(state, self);
        },
      }));
      return change(watched, {
        connect: (peer) => {
          if (isOffline) throw new Error("offline");
          return watched.connect(peer);
        },
      });
    },
    noticedBy: "connect MUST NOT throw while the broker is away",
  },
  "names everybody the same": {
    spoil: (good) => changeChannels(good, () => ({ peer: "somebody" as PeerId })),
    noticedBy: "MUST name the peer truly",
  },
  "delivers twice": {
    spoil: (good) =>
      changeChannelEvents(good, (events) => ({ text: (text) => twice(() => events.text(text)) })),
    noticedBy: "MUST deliver each text whole",
  },
  "cuts long texts": {
    spoil: (good) =>
      changeChannels(good, (channel) => ({ send: (text) => channel.send(text.slice(0, 16_300)) })),
    noticedBy: "MUST deliver each text whole",
  },
  "reports its own close": {
    spoil: (good) =>
      changeChannels(good, (channel, events) => ({
        close: () => {
          channel.close();
          queueMicrotask(() => events()?.closed("closed"));
        },
      })),
    noticedBy: "MUST NOT call any event after close",
  },
  "forgets the last texts": {
    spoil: (good) =>
      changeChannels(good, (channel) => {
        let isClosed = false;
        return {
          send: (text) => queueMicrotask(() => isClosed || channel.send(text)),
          close: () => {
            isClosed = true;
            channel.close();
          },
        };
      }),
    noticedBy: "close: texts sent before MUST still go out",
  },
  "does not report that it closed": {
    spoil: (good) => changeChannels(good, () => ({ close: () => {} })),
    noticedBy: "close: texts sent before MUST still go out",
  },
  "leaves its channels open at the end": {
    spoil: (good) => change(good, { stop: () => Promise.resolve() }),
    noticedBy: "stop closes every channel",
  },
  "never ends": {
    spoil: (good) => change(good, { stop: () => new Promise(() => {}) }),
    noticedBy: "stop closes every channel",
  },
  "drops every post": {
    spoil: (good) => change(good, { post: () => {} }),
    noticedBy: "posted: a post MUST arrive whole",
  },
  "cuts long posts": {
    spoil: (good) => change(good, { post: (peer, text) => good.post?.(peer, text.slice(0, 16_300)) }),
    noticedBy: "posted: a post MUST arrive whole",
  },
  "names the sender of every post the same": {
    spoil: (good) =>
      changeEvents(good, (events) => ({ posted: (_, text) => events.posted("somebody" as PeerId, text) })),
    noticedBy: "posted: a post MUST arrive whole",
  },
  "keeps it to itself that an addressee is absent": {
    spoil: (good) => changeEvents(good, () => ({ absent: () => {} })),
    noticedBy: "absent MUST be told after a post",
  },
  "takes every addressee for absent": {
    spoil: (good) =>
      changeEvents(good, (events) => ({
        absent: (peer) => [peer, "peer-1" as PeerId].forEach(events.absent),
      })),
    noticedBy: "absent MUST be told after a post",
  },
  "reports a post to itself inside the call": {
    spoil: (good) => {
      let told: TransportEvents | undefined;
      const watched = changeEvents(good, (events) => {
        told = events;
        return {};
      });
      return change(watched, { post: (peer, text) => told?.posted(peer, text) });
    },
    noticedBy: "post MUST NOT call any event inside the call",
  },
  "throws where it cannot post": {
    spoil: (good) => {
      let isOn = false;
      return change(good, {
        start: (events) => {
          good.start(events);
          isOn = true;
        },
        post: (peer, text) => {
          if (!isOn) throw new Error("not started");
          good.post?.(peer, text);
        },
      });
    },
    noticedBy: "post MUST NOT throw before start",
  },
  "keeps posts for later": {
    spoil: (good) => {
      const kept: (readonly [PeerId, string])[] = [];
      return change(good, {
        start: (events) => {
          good.start(events);
          for (const [peer, text] of kept) good.post?.(peer, text);
        },
        post: (peer, text) => {
          kept.push([peer, text]);
          good.post?.(peer, text);
        },
      });
    },
    noticedBy: "post MUST NOT throw before start",
  },
  "keeps posts until the broker is back": {
    spoil: (good) => {
      const kept: (readonly [PeerId, string])[] = [];
      const watched = changeEvents(good, (events) => ({
        changed: (state, self) => {
          events.changed(state, self);
          if (state === "online") for (const [peer, text] of kept) good.post?.(peer, text);
        },
      }));
      return change(watched, { post: (peer, text) => void kept.push([peer, text]) });
    },
    noticedBy: "post MUST NOT throw while the broker is away",
  },
  "reports posts after its end": {
    spoil: (good) => {
      let told: TransportEvents | undefined;
      const watched = changeEvents(good, (events) => {
        told = events;
        return {};
      });
      return change(watched, {
        stop: async () => {
          await good.stop();
          told?.posted("somebody" as PeerId, "late");
        },
      });
    },
    noticedBy: "MUST NOT call posted or absent after stop",
  },
};

describe("the contract notices an adapter that", () => {
  for (const [name, { spoil, noticedBy }] of Object.entries(FAULTS)) {
    test(name, async () => {
      const found = CONTRACT.find((one) => one.name.startsWith(noticedBy));
      await expect(found?.run(createWorld(50, spoil))).rejects.toThrow();
    });
  }
});

function twice(run: () => void): void {
  run();
  run();
}

/** `good` with some of its functions replaced. */
function change(good: Transport, changes: Partial<Transport>): Transport {
  return {
    start: (events) => good.start(events),
    connect: (peer) => good.connect(peer),
    post: (peer, text) => good.post?.(peer, text),
    stop: () => good.stop(),
    ...changes,
  };
}

function changeEvents(
  good: Transport,
  changes: (events: TransportEvents) => Partial<TransportEvents>,
): Transport {
  return change(good, { start: (events) => good.start({ ...events, ...changes(events) }) });
}

/** `good` with changed channels, outgoing and incoming. `events` returns the events of a channel that has been started. */
function changeChannels(
  good: Transport,
  changes: (channel: Channel, events: () => ChannelEvents | undefined) => Partial<Channel>,
): Transport {
  const wrap = (channel: Channel): Channel => {
    let told: ChannelEvents | undefined;
    return {
      peer: channel.peer,
      start: (events) => {
        told = events;
        channel.start(events);
      },
      send: (text) => channel.send(text),
      close: () => channel.close(),
      ...changes(channel, () => told),
    };
  };
  const incoming = changeEvents(good, (events) => ({
    incoming: (channel) => events.incoming(wrap(channel)),
  }));
  return change(incoming, { connect: (peer) => wrap(good.connect(peer)) });
}

function changeChannelEvents(
  good: Transport,
  changes: (events: ChannelEvents) => Partial<ChannelEvents>,
): Transport {
  return changeChannels(good, (channel) => ({
    start: (events) => channel.start({ ...events, ...changes(events) }),
  }));
}
