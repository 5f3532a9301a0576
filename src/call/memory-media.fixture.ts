// Media connections in memory, for tests. Two sides negotiate by signals, and carry streams and data. As in WebRTC, a connection
// breaks when both sides change it at once. Also streams, and tracks that can be unplugged.
import type { CreateMedia, Media, MediaParts, Sending } from "./media-port.ts";

/** A track that can be unplugged. */
export class MemoryTrack extends EventTarget {
  readonly kind: "audio" | "video";
  enabled = true;
  readyState: "live" | "ended" = "live";

  constructor(kind: "audio" | "video") {
    super();
    this.kind = kind;
  }

  stop(): void {
    this.readyState = "ended";
  }

  unplug(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

let streams = 0;

/** A stream of such tracks. */
export class MemoryStream extends EventTarget {
  tracks: MemoryTrack[];
  id = `stream-${streams++}`;

  constructor(...kinds: readonly ("audio" | "video")[]) {
    super();
    this.tracks = kinds.map((kind) => new MemoryTrack(kind));
  }

  getTracks(): MemoryTrack[] {
    return [...this.tracks];
  }

  addTrack(track: MemoryTrack): void {
    this.tracks.push(track);
  }

  /** What the other side of a call sees when the stream is no longer sent. */
  empty(): void {
    this.tracks = [];
    this.dispatchEvent(new Event("removetrack"));
  }
}

/** A stream for a call, with tracks of these kinds, and a handle on the first of them. */
export function streamOf(...kinds: readonly ("audio" | "video")[]): {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack & { unplug(): void };
} {
  const stream = new MemoryStream(...kinds);
  return { stream: stream as never, track: stream.tracks[0] as never };
}

/** A signal of these connections. `id` identifies the side that sent it. */
interface Signal {
  readonly id?: number;
  readonly kind?: "offer" | "answer" | "request";
}

/** The network between the two sides of calls. */
export class MemoryWire {
  /** Whether new connections come up. */
  isOpen = true;
  /** How many connections were made and not closed. */
  open = 0;
  /** How often both sides changed at once, which turns must prevent. */
  collisions = 0;
  readonly sides: MemoryMedia[] = [];

  readonly createMedia: CreateMedia = (parts) => {
    const media = new MemoryMedia(this, parts, this.sides.length);
    this.sides.push(media);
    this.open += 1;
    return media;
  };

  /** Every open connection is in doubt. */
  doubt(): void {
    for (const side of this.#live) side.parts.events.doubted();
  }

  recover(): void {
    for (const side of this.#live) side.parts.events.connected();
  }

  fail(): void {
    for (const side of this.#live) side.fail();
  }

  get #live(): MemoryMedia[] {
    return this.sides.filter(({ closed }) => !closed);
  }
}

class MemoryMedia implements Media {
  readonly parts: MediaParts;
  readonly #wire: MemoryWire;
  readonly #id: number;
  #far: MemoryMedia | undefined;
  sent: readonly Sending[];
  /** What goes out. The other sendings are silent, and not negotiated away yet. */
  heard: readonly Sending[];
  /** Our streams as the other side has them. */
  readonly #given = new Map<Sending, MemoryStream>();
  readonly #ids = new Map<Sending, string>();
  /** What is no longer sent once it is negotiated. */
  readonly #leaving: MemoryStream[] = [];
  /** Whether there is unused room for one stream. */
  #hasRoom: boolean;
  #isUp = false;
  #isNegotiating = false;
  #isChanging = false;
  closed = false;

  constructor(wire: MemoryWire, parts: MediaParts, id: number) {
    this.#wire = wire;
    this.parts = parts;
    this.#id = id;
    this.sent = parts.sendings;
    this.heard = parts.sendings;
    this.#hasRoom = parts.ahead;
    if (parts.leads) this.#offer();
  }

  feed(data: object): void {
    const { id, kind } = data as Signal;
    const far = Number.isInteger(id) ? this.#wire.sides[id ?? -1] : undefined;
    if (far === undefined) return this.#soon(() => this.fail());
    this.#far = far;
    if (kind === "request") this.#offer();
    if (kind === "offer") {
      this.#signal("answer");
      this.#settle();
    }
    if (kind === "answer") {
      this.#isNegotiating = false;
      this.#settle();
    }
  }

  fill(sendings: readonly Sending[]): boolean {
    const isFilled = this.#fill(sendings);
    void this.keepTo(sendings);
    return isFilled;
  }

  #fill(sendings: readonly Sending[]): boolean {
    this.sent = this.sent.map((sent) => {
      const renamed =
        sendings.find(({ stream }) => stream === sent.stream && !sendings.includes(sent)) ?? sent;
      const given = this.#given.get(sent);
      if (given !== undefined && renamed !== sent) {
        this.#given.delete(sent);
        this.#given.set(renamed, given);
      }
      return renamed;
    });
    const [first] = sendings.filter((it) => !this.sent.includes(it));
    if (first !== undefined && this.#hasRoom) {
      this.#hasRoom = false;
      this.sent = [...this.sent, first];
      if (this.#isUp) this.#soon(() => this.#give(first));
    }
    return sendings.length === this.sent.length && sendings.every((it) => this.sent.includes(it));
  }

  sync(sendings: readonly Sending[]): boolean {
    this.fill(sendings);
    if (sendings.length === this.sent.length && sendings.every((it) => this.sent.includes(it))) return false;
    this.sent = sendings;
    this.heard = sendings;
    for (const [sending, given] of this.#given) {
      if (sendings.includes(sending)) continue;
      this.#given.delete(sending);
      this.#ids.delete(sending);
      this.#leaving.push(given);
    }
    this.#isChanging = true;
    if (this.#far?.isBusy) {
      this.#wire.collisions += 1;
      this.#soon(() => this.fail());
      return true;
    }
    if (this.parts.leads) this.#offer();
    else this.#signal("request");
    return true;
  }

  keepTo(sendings: readonly Sending[]): Promise<void> {
    this.heard = this.sent.filter((sending) => sendings.includes(sending));
    return Promise.resolve();
  }

  replace(): Promise<void> {
    return Promise.resolve();
  }

  /** A new id each time that a stream is sent again, as in a browser. */
  idOf(sending: Sending): string | undefined {
    if (!this.sent.includes(sending)) return undefined;
    const id = this.#ids.get(sending) ?? `sent-${streams++}`;
    this.#ids.set(sending, id);
    return id;
  }

  send(data: string | Uint8Array): boolean {
    const far = this.#far;
    if (this.closed || far === undefined || far.closed) return false;
    this.#soon(() => far.parts.events.data(data));
    return true;
  }

  stats(): Promise<readonly object[]> {
    const pair = { id: "pair", type: "candidate-pair", selected: true, currentRoundTripTime: 0.02 };
    return Promise.resolve(this.closed ? [] : [pair]);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#wire.open -= 1;
    const far = this.#far;
    if (far !== undefined) far.#soon(() => far.fail());
  }

  leave(): void {
    const far = this.#far;
    if (this.#isUp && far !== undefined) far.#soon(() => far.parts.events.left());
    this.close();
  }

  fail(): void {
    if (this.closed) return;
    this.close();
    this.parts.events.failed(new Error("the wire broke"));
  }

  get isBusy(): boolean {
    return this.#isNegotiating || this.#isChanging;
  }

  #offer(): void {
    this.#isNegotiating = true;
    this.#signal("offer");
  }

  #signal(kind: NonNullable<Signal["kind"]>): void {
    this.#soon(() => this.parts.events.signal({ id: this.#id, kind }));
  }

  /** The negotiation is over: if the wire is open, it is connected, and the other side has what we send. */
  #settle(): void {
    this.#soon(() => {
      if (!this.#wire.isOpen) return;
      this.#isUp = true;
      this.parts.events.connected();
      this.#isChanging = false;
      this.parts.events.settled();
      for (const sending of this.sent) if (!this.#given.has(sending)) this.#give(sending);
      for (const given of this.#leaving.splice(0)) given.empty();
    });
  }

  #give(sending: Sending): void {
    const far = this.#far;
    const given = new MemoryStream(...sending.tracks.map(({ kind }) => kind as "audio"));
    given.id = this.idOf(sending) ?? "";
    this.#given.set(sending, given);
    if (far === undefined) return;
    far.#soon(() => {
      for (const track of given.tracks) far.parts.events.track(track as never, given as never);
      far.parts.events.stream(given as never);
    });
  }

  #soon(act: () => void): void {
    queueMicrotask(() => {
      if (!this.closed) act();
    });
  }
}
