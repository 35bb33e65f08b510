/** Parts of Vega that its own typings leave out. */
import type { compile } from 'vega-lite';

type Logger = NonNullable<NonNullable<Parameters<typeof compile>[1]>['logger']>;

declare module 'vega' {
  export const textMetrics: { canvas(use: boolean): void };
  export function randomLCG(seed: number): () => number;
  export function setRandom(random: () => number): void;
  export function resetSVGDefIds(): void;
  export function logger(
    level: number,
    method: 'log' | 'warn' | 'error',
    handler: (method: string, level: string, words: readonly unknown[]) => void,
  ): Logger;
}
