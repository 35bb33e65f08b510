/** Kafka's default for records with a key: (murmur2 & 0x7fffffff) modulo the number of partitions (F.K1, P.H17). */
import { murmur2 } from './murmur2.ts';
import type { Placement } from './placement.ts';

export class KafkaPlacement implements Placement {
  private readonly partitions: number;

  constructor(partitions: number) {
    this.partitions = partitions;
  }

  place(name: string): number {
    return (murmur2(name) & 0x7fffffff) % this.partitions;
  }
}
