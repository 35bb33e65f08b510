/**
 * Salts that are looked up: a registry says how many salts a key has, and every request asks it first.
 *
 * The keys have their salts from a moment on, or app servers find the hot ones: each counts what it gets itself and reports a key that
 * is too hot to a stream, from which a service gives it more salts. Registry and stream are one Redis and crash together.
 *
 * Works as long as everybody learns the same number; a key that has no salts is asked about every time. A registry that
 * is down, or back and empty, makes app servers take a key for unsalted: writes heat one partition again, and reads miss
 * what lies under the salts. After it, what was written under the bare key is missed in turn, unless readers know that it
 * may be there. Source: text 000; null for an unknown key, an error while it loads its log.
 */
import { FAIL, GO, PARK, READ } from '../model/codes.ts';
import { BackupTable } from '../model/control/backup-table.ts';
import { Copies, type Copy, type Known } from '../model/control/copies.ts';
import { Detection } from '../model/control/detection.ts';
import { Registry } from '../model/control/registry.ts';
import { type SaltChange, type SaltTable, UNSALTED } from '../model/control/salt-table.ts';
import { GATHER_CONDITIONS, Gather, gatherOptions } from '../model/gather.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { ControlAccount } from '../model/incidents.ts';
import type { Column, KeySet, Legs, Lever, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { choice, count, duration, number, type OptionsOf, rate, size, texts } from '../units/option.ts';

const options = {
  keys: texts({ doc: 'Keys that may have salts, by name or by a prefix ending in *; all others are unknown to it' }),
  salts: count({ default: '4', min: 2, max: 10_000, doc: 'Salts of each key; with detect, the most that one can get' }),
  raisedAt: duration({
    default: '0s',
    doc: 'Without detect: when the keys got their salts; until then they are known to have none',
  }),
  fewer: count({ optional: true, min: 2, doc: 'Without detect: salts that they have from fewerAt on' }),
  fewerAt: duration({ optional: true, doc: 'When their number falls' }),
  readersAsk: choice(['all', 'current'], {
    default: 'all',
    doc: 'Whether reads ask as many salts as the key ever had, or as many as it has now, though messages lie under more',
  }),
  ...gatherOptions,
  lookup: duration({ default: '1ms', min: 0.001, doc: 'What a look-up takes, answered or refused' }),
  readers: choice(['look up', 'bare'], {
    default: 'look up',
    doc: 'Whether reads ask the registry, or go to the bare key as clients that know nothing of salts would',
  }),
  bareKey: choice(['separate', 'salt'], {
    default: 'separate',
    doc: 'Whether reads of salted keys leave out what lies under the bare key, as all that was written before the salts, or ask there as well',
  }),
  detect: choice(['none', 'fixed', 'sliding', 'ewma'], {
    default: 'none',
    doc: 'How each app server counts the writes of a key to find it hot: in fixed windows, a sliding one, an average; none: salts are given',
  }),
  window: duration({ default: '10s', min: 1, doc: 'Length of the window, or time constant of the average' }),
  threshold: rate({
    default: '1000/s',
    min: 0.001,
    fact: 'F.D1',
    doc: 'Writes to one of its salts beyond which an app server reports a key',
  }),
  view: choice(['fleet', 'local'], {
    default: 'fleet',
    doc: 'Whether an app server multiplies its own count by the number of app servers, or takes it as it is',
  }),
  again: duration({ default: '1s', min: 1, doc: 'An app server reports a key at most this often' }),
  instances: count({ default: '1', min: 1, max: 100, doc: 'Instances of the service that reads the reports' }),
  poll: duration({ default: '100ms', min: 1, doc: 'How often each of them looks for reports' }),
  handle: duration({ default: '5ms', min: 0.001, doc: 'What dealing with a report takes' }),
  batch: count({ default: '10', min: 1, max: 10_000, doc: 'Reports that it takes at a time, acknowledged together' }),
  claim: duration({ default: '30s', min: 1, doc: 'When others take over reports that one has left unacknowledged' }),
  ceiling: rate({ default: '1000/s', min: 0.001, fact: 'F.D1', doc: 'Writes a second that one salt is meant to take' }),
  headroom: number({
    default: 1.25,
    min: 1,
    max: 100,
    doc: 'Salts are rate times this over the ceiling, rounded up; 1 is no salt',
  }),
  log: choice(['always', 'everysec', 'none', 'corrupt'], {
    default: 'everysec',
    fact: 'F.C1',
    doc: 'How often it writes its log to disk, from which a restart brings entries back: each one, once a second, never; or it proves unreadable',
  }),
  down: choice(['refused', 'silent'], {
    default: 'refused',
    doc: 'Whether look-ups fail at once until it starts, or get no answer; while it replays they fail at once',
  }),
  patience: duration({ default: '100ms', min: 0.001, doc: 'How long an app server waits for an answer' }),
  start: duration({ default: '1s', doc: 'From a crash until it starts' }),
  replay: duration({ default: '30s', doc: 'From the start until its log is replayed; errors meanwhile' }),
  logSize: size({ optional: true, fact: 'F.C2', doc: 'Size of its log; the replay then takes 30 s a GB' }),
  failover: duration({
    optional: true,
    doc: 'A replica takes its place after as long as this, without start or replay, as Sentinel or Redis Cluster do',
  }),
  replicaLag: duration({ default: '100ms', doc: 'How far behind that replica is: entries younger than this are lost' }),
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
  backupLag: duration({
    default: '0s',
    doc: 'How long after the registry the backup has an entry; 0: written together',
  }),
  rescan: duration({
    optional: true,
    doc: 'A registry without a log is filled from a scan of the backup table, which takes this; errors meanwhile',
  }),
  copy: duration({
    optional: true,
    min: 1,
    doc: 'App servers do not ask again for a salted key for as long as this, and fall back on what they knew',
  }),
};

class SaltRegistry implements Lever {
  readonly kind = 'salt-registry';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  private gather!: Gather;
  /** Salts that a request goes by. */
  private salted!: Column<Int32Array>;
  private choice!: Stream;
  private asked = 0;
  private askedBackup = 0;
  private waited = 0;
  private waitedAndAskedBackup = 0;
  private registry!: Registry;
  private backup!: BackupTable;
  /** The timer says that it answers again. */
  private timer = 0;
  private detection: Detection | null = null;
  private copies: Copies | null = null;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { lookup, patience, backupLookup, backupPartitions, backupCeiling, copy, keys, detect } = this.options;
    this.world = world;
    this.keys = world.keys(keys);
    this.salted = world.i32();
    this.choice = world.stream('salt');
    this.asked = world.delay(lookup);
    this.askedBackup = world.delay(lookup + backupLookup);
    this.waited = world.delay(patience);
    this.waitedAndAskedBackup = world.delay(patience + backupLookup);
    this.timer = world.timer();
    this.registry = this.openRegistry();
    this.gather = new Gather(world, this.options);
    this.backup = new BackupTable(backupPartitions, backupCeiling);
    if (detect !== 'none') this.detection = this.detected(detect);
    if (copy !== undefined) this.copies = new Copies(copy);
  }

  registryCrash(): void {
    const { keptUntil, downMs } = this.registry.crash(this.world.now());
    this.detection?.stream.lose(keptUntil);
    this.world.note('registry crash', null, null);
    this.world.wake(this.timer, downMs);
  }

  serviceCrash(instance: number | null): void {
    if (!this.detection?.service.has(instance)) return;
    this.world.note('service crash', null, instance);
    this.detection.service.crash(instance);
  }

  serviceRestart(instance: number | null): void {
    if (!this.detection?.service.has(instance)) return;
    this.world.note('service back', null, instance);
    this.detection.service.restart(instance);
  }

  wake(tag: number): void {
    if (tag !== this.timer) {
      this.detection!.turn(tag);
      return;
    }
    this.registry.restart(this.world.now());
    this.world.note('registry back', null, null);
  }

  answer(r: number): number {
    const { req } = this.world;
    const key = req.key(r);
    const isRead = req.op(r) === READ;
    this.salted.data[r] = UNSALTED;
    if (isRead && this.options.readers === 'bare') return GO;
    const now = this.world.now();
    const copy = this.copyOf(r);
    if (copy !== null && now < copy.untilMs) {
      this.goBy(r, this.applies(isRead, copy));
      return GO;
    }
    const { registry } = this;
    const { onError, lookup, backupLookup, patience } = this.options;
    if (registry.isUp) return this.learn(r, registry.table, this.asked, lookup);
    const isSilent = registry.isSilent(now);
    if (onError === 'backup' && this.backup.admits(key, now)) {
      const delay = isSilent ? this.waitedAndAskedBackup : this.askedBackup;
      return this.learn(r, registry.backup, delay, (isSilent ? patience : lookup) + backupLookup);
    }
    // Nobody answers: what was known once is better than nothing.
    this.goBy(r, copy === null ? UNSALTED : this.applies(isRead, copy));
    const [refused, unanswered] =
      onError === 'backup' ? [this.askedBackup, this.waitedAndAskedBackup] : [this.asked, this.waited];
    const verdict = copy !== null || onError !== 'backup' ? GO : FAIL;
    this.world.resumeAfter(isSilent ? unanswered : refused, r, verdict);
    return PARK;
  }

  expand(r: number, legs: Legs): number {
    const salts = this.salted.data[r]!;
    if (salts === UNSALTED) return 0;
    const { req } = this.world;
    const key = req.key(r);
    const first = this.world.derive(key, this.options.salts);
    if (req.op(r) !== READ) {
      legs.add(first + this.choice.int(salts));
      return 1;
    }
    for (let k = 0; k < salts; k++) legs.add(first + k);
    if (this.options.bareKey === 'separate') return this.gather.of(r, legs, salts);
    legs.add(key);
    return this.gather.of(r, legs, salts + 1);
  }

  footprint(): number {
    return (this.copies?.most ?? 0) + (this.detection?.counters.most ?? 0);
  }

  flush(): void {
    this.copies?.clear();
  }

  control(): ControlAccount | null {
    const { detection, registry } = this;
    if (detection === null) return null;
    const { lostEntries } = registry;
    const { reports, raises, firstRaiseMs, stream, service } = detection;
    return { reports, raises, firstRaiseMs, lostEntries, longestBacklog: stream.longest, dealtAgain: service.again };
  }

  private detected(count: Exclude<OptionsOf<typeof options>['detect'], 'none'>): Detection {
    const { window, threshold, view, again, lookup, ceiling, headroom, salts } = this.options;
    const { instances, poll, handle, claim, batch } = this.options;
    return new Detection({
      world: this.world,
      config: {
        count,
        windowMs: window,
        threshold,
        isScaled: view === 'fleet',
        againMs: again,
        publishMs: lookup,
        ceiling,
        headroom,
        mostSalts: salts,
      },
      service: { instances, pollMs: poll, handleMs: handle, claimMs: claim, batch },
      isReachable: () => this.registry.isUp,
      raise: (key, most) => this.registry.raise(key, most, this.world.now()),
    });
  }

  private openRegistry(): Registry {
    const { log, logSize, start, replay, failover, replicaLag, rescan, down, backupLag } = this.options;
    return new Registry(this.keys, this.planned(), {
      log,
      logSize,
      startMs: start,
      replayMs: replay,
      failoverMs: failover,
      replicaLagMs: replicaLag,
      rescanMs: rescan,
      isSilent: down === 'silent',
      backupLagMs: backupLag,
    });
  }

  private planned(): SaltChange[] {
    const { detect, raisedAt, salts, fewer, fewerAt } = this.options;
    if (detect !== 'none') return [];
    const raised = { at: raisedAt, salts };
    return fewer === undefined || fewerAt === undefined ? [raised] : [raised, { at: fewerAt, salts: fewer }];
  }

  /** A request goes by so many salts, and its app server counts it by what it knows. */
  private goBy(r: number, salts: number): void {
    this.salted.data[r] = salts;
    if (this.detection !== null && this.world.req.op(r) !== READ && this.keys.has(this.world.req.key(r))) {
      this.detection.counted(r, salts);
    }
  }

  /** The app server is told how many salts the key has, after `delayMs`; that it has some it keeps, if it keeps anything. */
  private learn(r: number, from: SaltTable, delay: number, delayMs: number): number {
    const { req } = this.world;
    const now = this.world.now();
    const key = req.key(r);
    this.goBy(r, this.asksAll(req.op(r) === READ) ? from.mostAt(key, now) : from.at(key, now));
    if (this.copies !== null) {
      const known = { salts: from.at(key, now), most: from.mostAt(key, now) };
      this.copies.keep(req.process(r), key, known, now, now + delayMs);
    }
    this.world.resumeAfter(delay, r, GO);
    return PARK;
  }

  /** Of what is known of a key, the salts that a request goes by. */
  private applies(isRead: boolean, { salts, most }: Known): number {
    return this.asksAll(isRead) ? most : salts;
  }

  /** Whether a request asks as many salts as its key ever had. */
  private asksAll(isRead: boolean): boolean {
    return isRead && this.options.readersAsk === 'all';
  }

  /** What the app server of a request knows of its key by now. */
  private copyOf(r: number): Copy | null {
    const { req } = this.world;
    return this.copies?.known(req.process(r), req.key(r), this.world.now()) ?? null;
  }
}

type Chosen = OptionsOf<typeof options>;

/** Options that mean something only together with another, and with which. */
const NEEDS: readonly Condition<Chosen>[] = [
  ...GATHER_CONDITIONS,
  {
    names: [
      'window',
      'threshold',
      'view',
      'again',
      'instances',
      'poll',
      'handle',
      'batch',
      'claim',
      'ceiling',
      'headroom',
    ],
    isMet: ({ detect }) => detect !== 'none',
    allowed: 'detect: ewma, for example',
  },
  { names: ['raisedAt', 'fewer', 'fewerAt'], isMet: ({ detect }) => detect === 'none', allowed: 'detect: none' },
  {
    names: ['rescan'],
    isMet: ({ log, failover }) => (log === 'none' || log === 'corrupt') && failover === undefined,
    allowed: 'log: none or corrupt, and no failover',
  },
  {
    names: ['start', 'replay', 'logSize'],
    isMet: ({ failover, down }) => failover === undefined || down === 'silent',
    allowed: 'no failover',
  },
  { names: ['replicaLag'], isMet: ({ failover }) => failover !== undefined, allowed: 'failover: 15s, for example' },
  { names: ['patience'], isMet: ({ down }) => down === 'silent', allowed: 'down: silent' },
  {
    names: ['backupLookup', 'backupPartitions', 'backupCeiling'],
    isMet: ({ onError }) => onError === 'backup',
    allowed: 'onError: backup',
  },
  {
    names: ['backupLag'],
    isMet: ({ onError, rescan }) => onError === 'backup' || rescan !== undefined,
    allowed: 'onError: backup, or rescan',
  },
];

/** The time of a replay is given, or follows from the size of the log. */
function replayTwice(given: ReadonlySet<string>): Objection | null {
  const isTwice = given.has('logSize') && given.has('replay');
  return isTwice ? { option: 'replay', message: 'is given beside logSize', allowed: 'one of them' } : null;
}

/** What is wrong with a fall of the number of salts. */
function fallOf({ salts, raisedAt, fewer, fewerAt }: Chosen): Objection | null {
  if (fewer === undefined && fewerAt === undefined) return null;
  if (fewer === undefined) return { option: 'fewerAt', message: 'has nothing to fall to', allowed: 'fewer: 2' };
  if (fewerAt === undefined) return { option: 'fewer', message: 'has no moment', allowed: 'fewerAt: 60s' };
  if (fewer >= salts) return { option: 'fewer', message: `is not below ${salts} salts`, allowed: `2 to ${salts - 1}` };
  if (fewerAt > raisedAt) return null;
  return { option: 'fewerAt', message: 'comes before the salts', allowed: 'a moment after raisedAt' };
}

export const saltRegistry = defineMitigation({
  kind: 'salt-registry',
  mechanism:
    'Asks a registry how many salts a key has, writes to one of them and reads all of them; app servers and a service may find the hot keys.',
  cost: 'A look-up before a request, N reads for one, and a registry, a service and a backup to keep alive.',
  backfires:
    'Without its answer keys count as unsalted: writes pile up on one partition, reads miss what lies under the salts, and later what was written without.',
  options,
  decides: 'legs',
  feels: ['registry-crash', 'service-crash', 'flush'],
  isHit: (fault, { detect, copy }) =>
    fault === 'service-crash' ? detect !== 'none' : fault !== 'flush' || copy !== undefined,
  objection: (chosen, given) => idleOption(NEEDS, chosen, given) ?? replayTwice(given) ?? fallOf(chosen),
  facts: ['F.D1', 'F.D12', 'F.C1', 'F.C2'],
  create: (given) => new SaltRegistry(given),
});
