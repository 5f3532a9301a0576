// Limits how many events happen in a span of time.

/** Makes a function that says whether one more event is within `max` for any `spanMs`, and counts it if so. */
export function createRate(max: number, spanMs: number): (nowMs: number) => boolean {
  let times: readonly number[] = [];
  return (nowMs) => {
    times = times.filter((time) => time > nowMs - spanMs);
    if (times.length >= max) return false;
    times = [...times, nowMs];
    return true;
  };
}
