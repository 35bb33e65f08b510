/**
 * Every value that a scenario may leave out, and the fact each one rests on.
 *
 * Presets come first: a default fills what neither the scenario nor its preset says. Where no fact decides, the value
 * is marked as assumed and the note says why it was chosen.
 */
import { parseCount } from '../units/count.ts';
import { parseDuration } from '../units/duration.ts';
import type { Parsed } from '../units/parsed.ts';
import { parseShare } from '../units/share.ts';
import { parseSize } from '../units/size.ts';

/** A default: as a scenario would write it, and in base units (ms, bytes, share from 0 to 1). */
export interface Default<W = string | number, V = unknown> {
  readonly written: W;
  readonly value: V;
  /** Row of the fact table whose `numbers` hold the value; null: assumed. */
  readonly fact: string | null;
  readonly note: string | null;
}

export const defaults = {
  warmup: assumed(parseShare, '10%', 'of the duration; 0s where the duration is below 10s'),
  seed: word('1', 'any text will do'),
  replications: assumed(parseCount, 5, 'enough for an interval, few enough to wait for'),
  baseline: word('none', 'the plan without mitigations'),
  memory: assumed(parseSize, '2GiB', 'leaves room on a laptop'),
  'store.placement.kind': word('hash', 'as most stores do'),
  'store.placement.virtualNodes': cited(parseCount, 16, 'F.S7'),
  'store.partition.ceiling': word('none', 'no preset, no ceiling'),
  'store.partition.ceilingDepth': assumed(parseDuration, '1s', 'one second of the ceiling, as most token buckets'),
  'store.partition.bank.keep': cited(parseDuration, '300s', 'F.D4'),
  'store.partition.bank.start': word('empty', 'a partition that was busy before'),
  'store.partition.service.kind': word('exponential', 'the M/M/1 of queueing theory'),
  'store.partition.service.mean': assumed(parseDuration, '1ms', 'answers within single-digit milliseconds (F.D19)'),
  'store.partition.servers': assumed(parseCount, 1, 'one request at a time'),
  'store.partition.queue.capacity': word('unlimited', 'nothing is dropped unless the scenario says so'),
  'store.cluster.replicas': cited(parseCount, 3, 'F.D14'),
  'store.cluster.ack': word('quorum', 'as stores that promise to lose nothing'),
  'store.cluster.replication': assumed(parseDuration, '1ms', 'within a region'),
  'store.cluster.heartbeat': cited(parseDuration, '100ms', 'F.L3'),
  'store.cluster.electionTimeout': cited(parseDuration, '1s', 'F.L3'),
  'store.cluster.candidacy': assumed(parseDuration, '0s', 'a candidate asks at once, as in Raft'),
  'store.cluster.lease': assumed(parseDuration, '0s', 'no leases'),
  'store.cluster.catchUp': assumed(parseDuration, '0s', 'what it missed is little'),
  'store.cluster.refresh': assumed(parseDuration, '1s', 'clients keep what they know for a while'),
  'store.cluster.health.signal': word('probe', 'a request like any other'),
  'store.cluster.health.every': assumed(parseDuration, '1s', 'as load balancers and orchestrators do'),
  'store.cluster.health.timeout': assumed(parseDuration, '500ms', 'half of the interval'),
  'store.cluster.health.misses': assumed(parseCount, 3, 'one miss is an accident'),
  'store.cluster.health.restart': assumed(parseDuration, '5s', 'a process that starts and opens its files'),
  'store.cluster.dampening': assumed(parseDuration, '0s', 'no dampening'),
  'store.throughput.burst.keep': cited(parseDuration, '300s', 'F.D4'),
  'store.throughput.burst.start': word('empty', 'a table that was busy before'),
  'store.indexes.lag': assumed(parseDuration, '1s', 'how small the buffer is, is not published'),
  'store.network': assumed(parseDuration, '500us', 'each way, within a region'),
  'store.billing.mode': word('on-demand', 'what a new table is'),
  'store.billing.perMillionUnits.reads': cited(asNumber, 0.125, 'F.D22'),
  'store.billing.perMillionUnits.writes': cited(asNumber, 0.625, 'F.D22'),
  'store.billing.perUnitHour.reads': cited(asNumber, 0.00013, 'F.D22'),
  'store.billing.perUnitHour.writes': cited(asNumber, 0.00065, 'F.D22'),
  'clients.deadline': word('none', 'callers wait for ever'),
  'clients.timeout': word('none', 'an attempt waits for ever'),
  'clients.processes': assumed(parseCount, 20, 'a middling fleet of app servers'),
  'clients.retry': word('none', 'one attempt'),
  'workload.arrivals.kind': word('poisson', 'many independent users'),
  'workload.reads': assumed(parseShare, '100%', 'reads only'),
  'workload.size': cited(parseSize, '1KiB', 'F.D2'),
  'workload.consistency': word('strong', 'an eventual read costs half a unit (F.D2)'),
  'workload.fanout.prefix': word('timeline:', 'timeline:0, timeline:1, …'),
  'workload.keys.prefix': word('key:', 'key:0, key:1, …'),
  'workload.attributes.first': assumed(parseCount, 0, 'counted from 0'),
  'workload.attributes.start': word('2026-01-01', 'a midnight like any other'),
  'workload.keys.exponent': cited(asNumber, 0.99, 'F.W1'),
  'workload.keys.hotKeys': cited(parseShare, '20%', 'F.W1'),
  'workload.keys.hotOperations': cited(parseShare, '80%', 'F.W1'),
} as const;

function cited<W extends string | number>(read: Reader<W>, written: W, fact: string): Default<W, number> {
  return { written, value: valueIn(read, written), fact, note: null };
}

function assumed<W extends string | number>(read: Reader<W>, written: W, why: string): Default<W, number> {
  return { written, value: valueIn(read, written), fact: null, note: `assumed: ${why}` };
}

function word<const W extends string>(written: W, why: string): Default<W, W> {
  return { written, value: written, fact: null, note: `assumed: ${why}` };
}

type Reader<W> = (written: W) => Parsed;

function valueIn<W>(read: Reader<W>, written: W): number {
  const parsed = read(written);
  if (!parsed.ok) throw new RangeError(`default ${written}: ${parsed.problem}`);
  return parsed.value;
}

function asNumber(written: number): Parsed {
  return { ok: true, value: written };
}
