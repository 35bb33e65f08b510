/**
 * The registry of salts and its backup: what it holds, what a crash takes from it, and when it answers again.
 *
 * One Redis that writes a log as often as it is told, or one with a replica that takes its place. While it is down it refuses, or
 * nobody answers at all; what was planned meanwhile happens once it is back. The backup has each entry some time later.
 */
import type { KeySet, Ms } from '../mitigation.ts';
import { type SaltChange, SaltTable } from './salt-table.ts';

/** F.C1: a log that is written once a second. */
const SYNC_MS = 1000;
/** F.C2: a snapshot loads in 10 to 20 s a GB, a log takes twice that; the middle. */
const REPLAY_MS_PER_BYTE = 30_000 / 1e9;

export interface RegistryConfig {
  /** How often it writes its log to disk: each entry, once a second, never; or the log proves unreadable. */
  readonly log: 'always' | 'everysec' | 'none' | 'corrupt';
  /** Bytes of that log, which say how long the replay takes; else `replayMs` does. */
  readonly logSize: number | undefined;
  readonly startMs: Ms;
  readonly replayMs: Ms;
  /** Until a replica takes its place, which is so far behind; undefined: it has none. */
  readonly failoverMs: Ms | undefined;
  readonly replicaLagMs: Ms;
  /** What filling it from a scan of the backup takes; undefined: nobody does. */
  readonly rescanMs: Ms | undefined;
  /** While it is down nobody answers, not even with an error. */
  readonly isSilent: boolean;
  readonly backupLagMs: Ms;
}

export class Registry {
  readonly table: SaltTable;
  readonly backup: SaltTable;
  isUp = true;
  /** Entries made while the system ran that crashes have taken. */
  lostEntries = 0;
  private readonly config: RegistryConfig;
  /** While it is down: until when nobody answers at all. */
  private silentUntilMs = 0;

  constructor(keys: KeySet, planned: readonly SaltChange[], config: RegistryConfig) {
    const late = ({ at, salts }: SaltChange): SaltChange => ({ at: at + config.backupLagMs, salts });
    this.config = config;
    this.table = new SaltTable(keys, planned);
    this.backup = new SaltTable(keys, planned.map(late));
  }

  /** Whether a look-up would get no answer, rather than an error. */
  isSilent(now: Ms): boolean {
    return !this.isUp && now < this.silentUntilMs;
  }

  /** Gives a key more salts, in the backup too; false where it has them already. */
  raise(key: number, salts: number, now: Ms): boolean {
    if (!this.table.raise(key, salts, now)) return false;
    this.backup.raise(key, salts, now + this.config.backupLagMs);
    return true;
  }

  /** It crashes; returns the moment up to which what was written survives, and for how long it is down. */
  crash(now: Ms): { readonly keptUntil: Ms; readonly downMs: Ms } {
    const { startMs, rescanMs, failoverMs, isSilent, backupLagMs } = this.config;
    const keptUntil = this.keptUntil(now);
    const downMs = failoverMs ?? startMs + (this.hasLog() ? this.replayMs() : (rescanMs ?? 0));
    this.isUp = false;
    this.silentUntilMs = isSilent ? now + (failoverMs ?? startMs) : now;
    this.lostEntries += this.table.lose(keptUntil, now);
    this.table.postpone(now, now + downMs);
    this.backup.postpone(now + backupLagMs, now + downMs + backupLagMs);
    return { keptUntil, downMs };
  }

  /** It answers again. */
  restart(now: Ms): void {
    if (this.config.rescanMs !== undefined) this.table.fill(this.backup, now);
    this.isUp = true;
  }

  private keptUntil(now: Ms): Ms {
    const { failoverMs, replicaLagMs, log } = this.config;
    if (failoverMs !== undefined) return now - replicaLagMs;
    if (log === 'always') return now;
    return log === 'everysec' ? Math.floor(now / SYNC_MS) * SYNC_MS : Number.NEGATIVE_INFINITY;
  }

  /** Whether a restart brings entries back from a log. */
  private hasLog(): boolean {
    return this.config.log === 'always' || this.config.log === 'everysec';
  }

  private replayMs(): Ms {
    const { logSize, replayMs } = this.config;
    return logSize === undefined ? replayMs : logSize * REPLAY_MS_PER_BYTE;
  }
}
