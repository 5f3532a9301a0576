// How RTM writes down what it logs.

const LEVELS = ["error", "warn", "info", "track", "debug"] as const;

/** For each level, whether it is logged. */
export type LogFilterType = { [Level in (typeof LEVELS)[number]]: boolean };

/** The filter that lets `levels` through. */
export function logFilter(...levels: readonly (typeof LEVELS)[number][]): LogFilterType {
  const filter = Object.fromEntries(LEVELS.map((level) => [level, levels.includes(level)]));
  return filter as LogFilterType;
}
