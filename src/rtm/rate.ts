// At most so many in a while.

/** Says whether one more is within `max` for any `spanMs`; if it is, it counts. */
export function createRate(max: number, spanMs: number): (nowMs: number) => boolean {
  let times: readonly number[] = [];
  return (nowMs) => {
    times = times.filter((time) => time > nowMs - spanMs);
    if (times.length >= max) return false;
    times = [...times, nowMs];
    return true;
  };
}
