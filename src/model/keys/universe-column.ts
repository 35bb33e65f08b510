/** A number for every key, which grows with the universe. */
import type { Key, KeyColumn } from '../mitigation.ts';

export class UniverseColumn implements KeyColumn {
  private data = new Float64Array(0);

  get(key: Key): number {
    return this.data[key]!;
  }

  set(key: Key, value: number): void {
    this.data[key] = value;
  }

  grow(size: number): void {
    const data = new Float64Array(size);
    data.set(this.data);
    this.data = data;
  }
}
