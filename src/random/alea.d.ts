// The part of seedrandom's Alea module that a stream uses; @types/seedrandom covers only the package's main entry.
declare module 'seedrandom/lib/alea.js' {
  /** The last three draws as multiples of 2^-32 in [0, 1), oldest first, and the carry. */
  interface AleaState {
    readonly s0: number;
    readonly s1: number;
    readonly s2: number;
    readonly c: number;
  }
  interface Alea {
    (): number;
    state(): AleaState;
  }
  export default function alea(seed: string, options: { state: true }): Alea;
}
