/** One row of the fact table: something measured, documented or read in source code, and where. */
export interface Fact {
  /** `F.D1`: the letter is the section, the number the row. */
  readonly id: string;
  readonly fact: string;
  readonly value: string;
  /** The numbers that defaults and presets quote, in base units: ms, per second, bytes, share from 0 to 1. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** P: the primary text or the code was read; S: a text that quotes it; M: memory only. */
  readonly evidence: 'P' | 'S' | 'M' | 'P/S';
  /** Null where evidence is memory only. */
  readonly source: string | null;
}
