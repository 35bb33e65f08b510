/** Published stores by name, written as a scenario would write them. */
import { dynamodb } from './dynamodb.ts';

/** A store section, and the fact rows that its numbers come from. */
export interface StorePreset {
  /** In the words of the `store` section. */
  readonly store: Readonly<Record<string, unknown>>;
  readonly facts: readonly string[];
}

export const storePresets: Readonly<Record<string, StorePreset>> = { dynamodb };
