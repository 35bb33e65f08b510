/**
 * What finds hot keys: each app server counts the writes that it gets itself and reports a key that is too hot for the
 * salts that it knows of; a service reads the reports and gives the key salts in proportion, never fewer than it has.
 */
import type { World } from '../mitigation.ts';
import { HotService, type ServiceConfig } from './hot-service.ts';
import { type HotReport, HotStream } from './hot-stream.ts';
import { type CounterKind, WriteCounters } from './write-counters.ts';

interface DetectionConfig {
  readonly count: CounterKind;
  readonly windowMs: number;
  /** Writes a second to one salt beyond which a key is reported. */
  readonly threshold: number;
  /** An app server multiplies its own count by the number of app servers. */
  readonly isScaled: boolean;
  /** It reports a key at most this often. */
  readonly againMs: number;
  /** From the count to the report in the stream. */
  readonly publishMs: number;
  /** Salts are rate · headroom / ceiling, rounded up, at most `mostSalts`. */
  readonly ceiling: number;
  readonly headroom: number;
  readonly mostSalts: number;
}

interface DetectionParts {
  readonly config: DetectionConfig;
  readonly service: ServiceConfig;
  readonly world: World;
  /** Whether stream and registry answer. */
  isReachable(): boolean;
  /** Gives a key more salts; false where it has them already. */
  raise(key: number, salts: number): boolean;
}

/** Times of last reports that are remembered before those that do not matter any more are looked for and forgotten. */
const FIRST_ROOM = 10_000;

/** One salt is no better than the bare key. */
const FEWEST_SALTS = 2;

export class Detection {
  readonly stream = new HotStream();
  readonly counters: WriteCounters;
  readonly service: HotService;
  reports = 0;
  raises = 0;
  firstRaiseMs: number | null = null;
  private readonly parts: DetectionParts;
  /** When an app server last reported a key, by both. */
  private readonly reportedAt = new Map<number, number>();
  private room = FIRST_ROOM;
  private readonly reported = new Set<number>();
  private readonly firstTimer: number;

  constructor(parts: DetectionParts) {
    const { config, world, service } = parts;
    this.parts = parts;
    this.counters = new WriteCounters(config.count, config.windowMs, world.config.clients.processes);
    const timers = Array.from({ length: service.instances }, () => world.timer());
    this.firstTimer = timers[0]!;
    this.service = new HotService({
      config: service,
      stream: this.stream,
      now: () => world.now(),
      isReachable: () => parts.isReachable(),
      wake: (instance, afterMs) => world.wake(timers[instance]!, afterMs),
      deal: (report) => this.deal(report),
    });
  }

  /** An app server has got a write and knows of so many salts: it counts, and reports the key if it is too hot. */
  counted(r: number, salts: number): void {
    const { world, config } = this.parts;
    const now = world.now();
    const key = world.req.key(r);
    const server = world.req.process(r);
    const own = this.counters.count(server, key, now);
    const perSecond = config.isScaled ? own * world.servers() : own;
    if (perSecond <= config.threshold * Math.max(1, salts)) return;
    if (this.parts.isReachable() && this.mayReport(server, key, now)) this.report(key, perSecond, now);
  }

  /** A timer has come. */
  turn(tag: number): void {
    this.service.turn(tag - this.firstTimer);
  }

  private report(key: number, perSecond: number, now: number): void {
    const { world, config } = this.parts;
    this.reports++;
    this.stream.add({ key, perSecond, at: now + config.publishMs });
    if (!this.reported.has(key)) world.note('reported', key, null);
    this.reported.add(key);
  }

  private mayReport(server: number, key: number, now: number): boolean {
    const { world, config } = this.parts;
    const reporter = key * world.config.clients.processes + server;
    const lastMs = this.reportedAt.get(reporter);
    if (lastMs !== undefined && now - lastMs < config.againMs) return false;
    if (this.reportedAt.size > this.room) this.forgetOld(now);
    this.reportedAt.set(reporter, now);
    return true;
  }

  private forgetOld(now: number): void {
    const { againMs } = this.parts.config;
    for (const [known, atMs] of this.reportedAt) if (now - atMs >= againMs) this.reportedAt.delete(known);
    this.room = Math.max(FIRST_ROOM, 2 * this.reportedAt.size);
  }

  private deal({ key, perSecond }: HotReport): void {
    const { config, world, raise } = this.parts;
    const salts = Math.min(config.mostSalts, Math.ceil((perSecond / config.ceiling) * config.headroom));
    if (salts < FEWEST_SALTS || !raise(key, salts)) return;
    this.raises++;
    this.firstRaiseMs ??= world.now();
    world.note('salted', key, salts);
  }
}
