/**
 * The service that reads reports of hot keys from a stream and acts on them: instances that poll in turn, each dealing with
 * one report after another and acknowledging them together, so that a crash in between has some dealt with twice and none
 * left out.
 */
import type { HotReport, HotStream } from './hot-stream.ts';

export interface ServiceConfig {
  readonly instances: number;
  readonly pollMs: number;
  /** What dealing with one report takes. */
  readonly handleMs: number;
  /** After how long others may take over what one has left pending. */
  readonly claimMs: number;
  /** Reports taken at a time. */
  readonly batch: number;
}

interface ServiceParts {
  readonly config: ServiceConfig;
  readonly stream: HotStream;
  now(): number;
  /** Whether stream and registry answer. */
  isReachable(): boolean;
  /** Calls `turn(instance)` after so long; Infinity: never mind. */
  wake(instance: number, afterMs: number): void;
  deal(report: HotReport): void;
}

interface Instance {
  /** Crashes that keep it down. */
  outages: number;
  /** It has reports pending under its name that it does not remember. */
  hasLeftovers: boolean;
  batch: readonly HotReport[];
  dealt: number;
}

export class HotService {
  /** Times that a report was dealt with a second time or more. */
  again = 0;
  private readonly parts: ServiceParts;
  private readonly instances: Instance[];
  private readonly seen = new WeakSet<HotReport>();

  constructor(parts: ServiceParts) {
    const { instances, pollMs } = parts.config;
    this.parts = parts;
    this.instances = Array.from({ length: instances }, (_, i) => {
      parts.wake(i, ((i + 1) * pollMs) / instances);
      return { outages: 0, hasLeftovers: false, batch: [], dealt: 0 };
    });
  }

  /** The moment has come that an instance asked to be woken at. */
  turn(index: number): void {
    const instance = this.instances[index]!;
    if (instance.outages > 0) return;
    const { isReachable, wake, config } = this.parts;
    if (!isReachable()) {
      instance.hasLeftovers ||= instance.batch.length > 0;
      instance.batch = [];
      wake(index, config.pollMs);
    } else if (instance.batch.length > 0) {
      this.dealWithNext(index, instance);
    } else {
      this.poll(index, instance);
    }
  }

  /** Whether there is such an instance; null stands for all. */
  has(index: number | null): boolean {
    return index === null || index < this.instances.length;
  }

  /** One instance crashes, or all of them; each is back when every crash of it has ended. */
  crash(index: number | null): void {
    for (const [i, instance] of this.instances.entries()) {
      if (index !== null && index !== i) continue;
      instance.outages++;
      instance.hasLeftovers = true;
      instance.batch = [];
      this.parts.wake(i, Number.POSITIVE_INFINITY);
    }
  }

  restart(index: number | null): void {
    for (const [i, instance] of this.instances.entries()) {
      if (index !== null && index !== i) continue;
      if (--instance.outages === 0) this.parts.wake(i, 0);
    }
  }

  private poll(index: number, instance: Instance): void {
    const { stream, config, now, wake } = this.parts;
    instance.dealt = 0;
    if (instance.hasLeftovers) {
      instance.hasLeftovers = false;
      instance.batch = stream.readAgain(index, now());
    }
    if (instance.batch.length === 0) instance.batch = stream.read(index, now(), config.claimMs, config.batch);
    wake(index, instance.batch.length > 0 ? config.handleMs : config.pollMs);
  }

  private dealWithNext(index: number, instance: Instance): void {
    const { stream, config, wake } = this.parts;
    this.deal(instance.batch[instance.dealt++]!);
    if (instance.dealt < instance.batch.length) {
      wake(index, config.handleMs);
      return;
    }
    stream.acknowledge(instance.batch);
    instance.batch = [];
    this.poll(index, instance);
  }

  private deal(report: HotReport): void {
    if (this.seen.has(report)) this.again++;
    this.seen.add(report);
    this.parts.deal(report);
  }
}
