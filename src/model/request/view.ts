/** What a lever may read of requests, calls and attempts, and the one thing that it may write: the version that an answer carries. */
import { flowOf, opOf } from '../codes.ts';
import type { Key, Ms, Part, Req, RequestView } from '../mitigation.ts';
import type { Simulation } from '../simulation.ts';
import { NO_VALUE } from '../workload/attributes.ts';

type ViewParts = Pick<Simulation, 'pool' | 'flows' | 'attributes' | 'absences' | 'processOf'>;

export class PoolView implements RequestView {
  private readonly parts: ViewParts;

  constructor(parts: ViewParts) {
    this.parts = parts;
  }

  key(r: Req): Key {
    return this.parts.pool.key(r);
  }

  op(r: Req): number {
    return opOf(this.parts.pool.kind(r));
  }

  workload(r: Req): number {
    const { pool, flows } = this.parts;
    return flows.workloadOf(flowOf(pool.kind(r)));
  }

  units(r: Req): number {
    const { pool, flows } = this.parts;
    return flows.units[pool.kind(r)]!;
  }

  born(r: Req): Ms {
    return this.parts.pool.born(r);
  }

  process(r: Req): number {
    return this.parts.processOf(r);
  }

  request(r: Req): Req {
    return this.parts.pool.owner(r);
  }

  call(attempt: Req): Req {
    return this.parts.pool.call(attempt);
  }

  attempt(r: Req): number {
    return this.parts.pool.attempts(r);
  }

  part(attempt: Req): Part {
    return this.parts.pool.part(attempt);
  }

  attribute(r: Req, attribute: number): number {
    const { pool, attributes } = this.parts;
    return attributes === null || attribute < 0 ? NO_VALUE : attributes.value(pool.owner(r), attribute);
  }

  value(r: Req): number {
    return this.parts.pool.value(r);
  }

  setValue(r: Req, value: number): void {
    this.parts.pool.setValue(r, value);
  }

  isAbsent(r: Req): boolean {
    const { pool, absences } = this.parts;
    return absences !== null && pool.value(r) === 0 && absences.has(pool.key(pool.owner(r)));
  }
}
