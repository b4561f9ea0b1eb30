import type { BuildOptions } from 'esbuild';

export function productBundles(options: { production: boolean }): Promise<Record<string, BuildOptions>>;
export function testBundles(): Promise<Record<string, BuildOptions>>;
