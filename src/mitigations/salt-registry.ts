/**
 * Salts that are looked up: a registry says how many salts a key has, and every request asks it first.
 *
 * Works as long as everybody learns the same number; a key that has no salts is asked about every time. A registry that
 * is down, or back and empty, makes app servers take a key for unsalted: writes heat one partition again, and reads miss
 * what lies under the salts. After it, what was written under the bare key is missed in turn, unless readers know that it
 * may be there. Source: text 000, edge cases 1 and 2; null for an unknown key, an error while it loads its log.
 */
import { FAIL, GO, PARK, READ } from '../model/codes.ts';
import type { Column, KeySet, Legs, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { Buckets } from '../model/partition/bucket.ts';
import type { Stream } from '../random/stream.ts';
import { choice, count, duration, type OptionsOf, rate, texts } from '../units/option.ts';

const options = {
  salts: count({ default: '4', min: 2, max: 10_000, doc: 'Salts that the registry holds for each key' }),
  keys: texts({ doc: 'Keys that it holds, by name or by a prefix ending in *; all others are unknown to it' }),
  lookup: duration({ default: '1ms', min: 0.001, doc: 'What a look-up takes, answered or refused' }),
  readers: choice(['look up', 'bare'], {
    default: 'look up',
    doc: 'Whether reads ask the registry, or go to the bare key as clients that know nothing of salts would',
  }),
  bareKey: choice(['separate', 'salt'], {
    default: 'separate',
    doc: 'Whether reads of salted keys leave out what lies under the bare key, or ask there as well',
  }),
  raisedAt: duration({ default: '0s', doc: 'When the keys got their salts; until then they are known to have none' }),
  log: choice(['always', 'everysec', 'none'], {
    default: 'everysec',
    fact: 'F.C1',
    doc: 'How often it writes its log to disk, from which a restart brings entries back: each one, once a second, never',
  }),
  start: duration({ default: '1s', doc: 'From a crash until it starts' }),
  replay: duration({ default: '30s', doc: 'From the start until its log is replayed; errors meanwhile' }),
  onError: choice(['unsalted', 'backup'], {
    default: 'unsalted',
    doc: 'What app servers do while it answers with errors: take every key for unsalted, or ask the backup table',
  }),
  backupLookup: duration({ default: '8ms', min: 0.001, doc: 'What a look-up in the backup table takes' }),
  backupPartitions: count({ default: '4', min: 1, max: 1000, fact: 'F.D12', doc: 'Partitions of the backup table' }),
  backupCeiling: rate({
    default: '3000/s',
    min: 1,
    fact: 'F.D1',
    doc: 'Look-ups that one of them takes a second; beyond it they fail, and the request with them, unless a copy helps',
  }),
  copy: duration({
    optional: true,
    min: 1,
    doc: 'App servers do not ask again for a salted key for as long as this, and fall back on what they knew',
  }),
};

/** F.C1: a log that is written once a second. */
const SYNC_MS = 1000;

/** What a process knows of a key: from the answer to its look-up on, and until when it need not ask again. */
interface Copy {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** No salts, as far as anybody knows. */
const UNKNOWN = 0;

class SaltRegistry implements Lever {
  readonly kind = 'salt-registry';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  private salted!: Column<Int32Array>;
  private choice!: Stream;
  private asked = 0;
  private askedBackup = 0;
  /** Whether it answers, and whether a crash cost it the entries. */
  private isUp = true;
  private hasForgotten = false;
  /** The timer says that it has started and replayed its log. */
  private timer = 0;
  private backup!: BackupTable;
  /** By process: salted keys that it has looked up. */
  private copies: Map<number, Copy>[] = [];

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { lookup, backupLookup, backupPartitions, backupCeiling, copy, keys } = this.options;
    this.world = world;
    this.keys = world.keys(keys);
    this.salted = world.i32();
    this.choice = world.stream('salt');
    this.asked = world.delay(lookup);
    this.askedBackup = world.delay(lookup + backupLookup);
    this.timer = world.timer();
    this.backup = new BackupTable(backupPartitions, backupCeiling);
    if (copy !== undefined) this.copies = Array.from({ length: world.config.clients.processes }, () => new Map());
  }

  registryCrash(): void {
    const { log, start, replay } = this.options;
    const now = this.world.now();
    const writtenAt = { always: now, everysec: Math.floor(now / SYNC_MS) * SYNC_MS, none: Number.NEGATIVE_INFINITY }[
      log
    ];
    this.isUp = false;
    this.hasForgotten ||= this.isRaised(now) && !this.isRaised(writtenAt);
    this.world.wake(this.timer, start + (log === 'none' ? 0 : replay));
  }

  wake(): void {
    this.isUp = true;
  }

  answer(r: number): number {
    const { req } = this.world;
    const key = req.key(r);
    this.salted.data[r] = UNKNOWN;
    if (this.options.readers === 'bare' && req.op(r) === READ) return GO;
    const now = this.world.now();
    const isSalted = this.keys.has(key) && this.isRaised(now);
    const copy = this.copyOf(r);
    if (copy !== undefined && copy.fromMs <= now && now < copy.untilMs) {
      this.salted.data[r] = this.options.salts;
      return GO;
    }
    const { onError, lookup, backupLookup } = this.options;
    if (this.isUp) return this.learn(r, isSalted && !this.hasForgotten, this.asked, lookup);
    if (onError === 'backup' && this.backup.admits(key, now)) {
      return this.learn(r, isSalted, this.askedBackup, lookup + backupLookup);
    }
    // Nobody answers: what was known once is better than nothing.
    const isKnown = copy !== undefined && copy.fromMs <= now;
    if (isKnown) this.salted.data[r] = this.options.salts;
    this.world.resumeAfter(
      onError === 'backup' ? this.askedBackup : this.asked,
      r,
      isKnown || onError !== 'backup' ? GO : FAIL,
    );
    return PARK;
  }

  expand(r: number, legs: Legs): number {
    const salts = this.salted.data[r]!;
    if (salts === UNKNOWN) return 0;
    const { req } = this.world;
    const key = req.key(r);
    const first = this.world.derive(key, this.options.salts);
    if (req.op(r) !== READ) {
      legs.add(first + this.choice.int(salts));
      return 1;
    }
    for (let k = 0; k < salts; k++) legs.add(first + k);
    if (this.options.bareKey === 'separate') return salts;
    legs.add(key);
    return salts + 1;
  }

  footprint(): number {
    return this.copies.reduce((total, copies) => total + copies.size, 0);
  }

  /** Whether the keys had their salts by `time`. */
  private isRaised(time: number): boolean {
    return time >= this.options.raisedAt;
  }

  /** The app server is told whether the key has salts, after `delayMs`; that it has it keeps, if it keeps anything. */
  private learn(r: number, isSalted: boolean, delay: number, delayMs: number): number {
    this.salted.data[r] = isSalted ? this.options.salts : UNKNOWN;
    if (this.options.copy !== undefined) this.keep(r, isSalted, this.world.now() + delayMs, this.options.copy);
    this.world.resumeAfter(delay, r, GO);
    return PARK;
  }

  private keep(r: number, isSalted: boolean, fromMs: number, forMs: number): void {
    const { req } = this.world;
    const copies = this.copies[req.process(r)]!;
    const known = copies.get(req.key(r));
    if (!isSalted) copies.delete(req.key(r));
    else if (known === undefined || known.fromMs <= this.world.now()) {
      copies.set(req.key(r), { fromMs, untilMs: fromMs + forMs });
    }
  }

  private copyOf(r: number): Copy | undefined {
    const { req } = this.world;
    return this.options.copy === undefined ? undefined : this.copies[req.process(r)]!.get(req.key(r));
  }
}

/** Look-ups that a small table takes: a bucket of one second a partition, keys spread over them by a hash. */
class BackupTable {
  private readonly partitions: number;
  private readonly buckets: Buckets;

  constructor(partitions: number, ratePerSecond: number) {
    this.partitions = partitions;
    this.buckets = new Buckets(partitions, ratePerSecond, ratePerSecond);
  }

  admits(key: number, now: number): boolean {
    const p = (Math.imul(key, 0x9e3779b1) >>> 8) % this.partitions;
    this.buckets.refill(p, now);
    if (!this.buckets.holds(p, 1)) return false;
    this.buckets.spend(p, 1);
    return true;
  }
}

export const saltRegistry = defineMitigation({
  kind: 'salt-registry',
  mechanism: 'Asks a registry how many salts a key has, writes to one of them and reads all of them.',
  cost: 'A look-up before a request, N reads for one, and a registry and its backup to keep alive.',
  backfires:
    'Without its answer keys count as unsalted: writes pile up on one partition, reads miss what lies under the salts, and later what was written without.',
  options,
  feels: 'registry-crash',
  facts: ['F.D1', 'F.D12', 'F.C1'],
  create: (given) => new SaltRegistry(given),
});
