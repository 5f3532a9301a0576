// The ring tone: heard while something rings, and suspended when nothing does.
import { describe, expect, test } from "vitest";
import { createFakeAudio } from "./audio.fixture.ts";
import { createRingTone } from "./ring-tone.ts";
import { renderTune, SAMPLE_RATE, TUNES } from "./tunes.ts";

/** A ring tone, on a page that a person has touched or not. */
async function createPage({ touched = true } = {}) {
  const page = new EventTarget();
  const audio = createFakeAudio();
  let contexts = 0;
  const ringer = createRingTone({
    page,
    createContext: () => {
      contexts += 1;
      return audio.context;
    },
    isTouched: () => audio.touched,
    later: (run) => run(),
  });
  const touch = async (): Promise<void> => {
    audio.touched = true;
    page.dispatchEvent(new Event("pointerup"));
    await audio.pass(0);
  };
  if (touched) await touch();
  return { page, audio, ringer, touch, contexts: () => contexts };
}

describe("a ring", () => {
  test("is heard while it rings, again and again, and the context is suspended after it", async () => {
    const { audio, ringer } = await createPage();
    expect(audio.context.state).toBe("suspended");
    ringer.ring("incoming");
    await audio.pass(30);
    expect(audio.heard).toHaveLength(1);
    expect(audio.heard[0]?.loop).toBe(true);
    ringer.ring(undefined);
    await audio.pass(0.05);
    expect(audio.heard, "it fades").toHaveLength(1);
    await audio.pass(0.2);
    expect(audio.heard).toHaveLength(0);
    expect(audio.context.state).toBe("suspended");
  });

  test("continues when the same state comes again, and changes with its kind", async () => {
    const { audio, ringer } = await createPage();
    ringer.ring("outgoing");
    await audio.pass(1);
    const [first] = audio.heard;
    ringer.ring("outgoing");
    await audio.pass(1);
    expect(audio.heard).toEqual([first]);
    ringer.ring("incoming");
    await audio.pass(1);
    expect(audio.heard).toHaveLength(1);
    expect(audio.heard[0]).not.toBe(first);
    expect(audio.heard[0]?.buffer?.samples).toEqual(renderTune(TUNES.incoming));
  });

  test("that begins while another one fades out keeps the context running", async () => {
    const { audio, ringer } = await createPage();
    ringer.ring("incoming");
    await audio.pass(1);
    ringer.ring(undefined);
    ringer.ring("incoming");
    await audio.pass(1);
    expect(audio.heard).toHaveLength(1);
    expect(audio.context.state).toBe("running");
  });

  test("is silent while sound is off, and heard after that if it still rings", async () => {
    const { audio, ringer } = await createPage();
    ringer.setSilent(true);
    ringer.ring("incoming");
    await audio.pass(1);
    expect(audio.heard).toHaveLength(0);
    ringer.setSilent(false);
    await audio.pass(1);
    expect(audio.heard).toHaveLength(1);
    ringer.setSilent(true);
    await audio.pass(1);
    expect(audio.heard).toHaveLength(0);
    ringer.ring(undefined);
    ringer.setSilent(false);
    await audio.pass(1);
    expect(audio.heard).toHaveLength(0);
  });
});

describe("a page without a gesture yet", () => {
  test("rings from the first gesture on", async () => {
    const { audio, ringer, touch } = await createPage({ touched: false });
    ringer.ring("incoming");
    await audio.pass(5);
    expect(audio.heard).toHaveLength(0);
    await touch();
    expect(audio.heard).toHaveLength(1);
  });

  test("does not ring at a gesture that comes after the ring", async () => {
    const { audio, ringer, touch } = await createPage({ touched: false });
    ringer.ring("incoming");
    ringer.ring(undefined);
    await touch();
    expect(audio.heard).toHaveLength(0);
    expect(audio.context.state).toBe("suspended");
  });

  test("has no audio context before a ring or a gesture, and only one after that", async () => {
    const { ringer, touch, contexts } = await createPage({ touched: false });
    expect(contexts()).toBe(0);
    await touch();
    for (let n = 0; n < 3; n += 1) {
      ringer.ring("incoming");
      ringer.ring(undefined);
    }
    expect(contexts()).toBe(1);
  });
});

describe("whether there may be sound", () => {
  test("is unknown before a ring, and told as locked until a gesture", async () => {
    const { audio, ringer, touch } = await createPage({ touched: false });
    const told: string[] = [];
    ringer.subscribe(() => told.push(ringer.snapshot.sound));
    expect(ringer.snapshot).toEqual({ rings: undefined, sound: "unknown", silent: false });
    ringer.ring("incoming");
    expect(ringer.snapshot).toEqual({ rings: "incoming", sound: "locked", silent: false });
    await audio.pass(1);
    await touch();
    expect(told).toEqual(["unknown", "locked", "allowed"]);
    ringer.ring("incoming");
    expect(told, "nothing new").toHaveLength(3);
  });

  test("is asked for by unlock, from a button of the app's own", async () => {
    const { audio, ringer } = await createPage({ touched: false });
    audio.touched = true;
    await expect(ringer.unlock()).resolves.toBe(true);
    expect(ringer.snapshot.sound).toBe("allowed");
    expect(audio.context.state, "nothing rings").toBe("suspended");
  });

  test("is not denied after a gesture, however long the context takes to run", async () => {
    const { ringer } = await createPage();
    ringer.ring("incoming");
    expect(ringer.snapshot.sound).toBe("allowed");
  });
});

test("a browser without sound is not an error", async () => {
  const page = new EventTarget();
  const ringer = createRingTone({
    page,
    createContext: () => {
      throw new Error("no audio device");
    },
  });
  page.dispatchEvent(new Event("keydown"));
  ringer.ring("incoming");
  ringer.ring(undefined);
  expect(ringer.snapshot.sound).toBe("unavailable");
  await expect(ringer.unlock()).resolves.toBe(false);
  ringer.close();
});

test("once closed, it never rings again", async () => {
  const { audio, ringer, touch } = await createPage();
  ringer.ring("incoming");
  ringer.close();
  ringer.ring("incoming");
  await touch();
  expect(audio.context.state).toBe("closed");
  expect(audio.heard).toHaveLength(0);
});

describe.each(Object.entries(TUNES))("the %s tune", (_kind, tune) => {
  const samples = renderTune(tune);

  test("is as long as its period, and silent where it repeats", () => {
    expect(samples).toHaveLength((tune.periodMs / 1_000) * SAMPLE_RATE);
    expect(samples[0]).toBe(0);
    expect(samples.slice(-SAMPLE_RATE / 2).every((sample) => sample === 0)).toBe(true);
  });

  test("is loud enough, and never clips or clicks", () => {
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(0.08);
    expect(loudest).toBeLessThan(0.7);
    const steepest = samples.reduce(
      (most, sample, index) => Math.max(most, Math.abs(sample - (samples[index - 1] ?? 0))),
      0,
    );
    expect(steepest).toBeLessThan(0.2);
  });
});
