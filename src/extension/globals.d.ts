/**
 * What the desktop host (Node) and the web host (a worker) have in common beyond ECMAScript: the extension
 * uses nothing else, so that one bundle runs in both.
 */
type TimerHandle = { readonly __timer: unique symbol };
declare function setTimeout(callback: () => void, milliseconds?: number): TimerHandle;
declare function clearTimeout(handle: TimerHandle | undefined): void;

declare const performance: { now(): number };

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
