/** Both hosts have it; see globals.d.ts. */
declare const crypto: { getRandomValues(into: Uint8Array): Uint8Array };
