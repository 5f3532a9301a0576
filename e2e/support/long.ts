// Marks a test that only `npm run test:long` runs, because it takes seconds and another test covers a sample of its kind.

/** The details of such a test. */
export const LONG = { tag: "@long" } as const;
