// What marks a test that `npm test` leaves to `npm run test:long`: it takes seconds, and another test is a sample of its kind.

/** The details of such a test. */
export const LONG = { tag: "@long" } as const;
