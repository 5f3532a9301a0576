// RTM's representation of what is logged.

const LEVELS = ["error", "warn", "info", "track", "debug"] as const;

/** For each level, whether it is logged. */
export type LogFilterType = { [Level in (typeof LEVELS)[number]]: boolean };

/** Makes the filter that logs these `levels`. */
export function logFilter(...levels: readonly (typeof LEVELS)[number][]): LogFilterType {
  const filter = Object.fromEntries(LEVELS.map((level) => [level, levels.includes(level)]));
  return filter as LogFilterType;
}
