/**
 * The contract between the model and a mitigation ("lever").
 *
 * A lever is the set of slots it fills: an absent slot costs nothing. Slots take and give small integers; a lever sees
 * only what its real counterpart could know at that moment, and it acts by returning a verdict or through the few
 * calls of `World`. The ledger of what happened to the data is kept elsewhere and out of its reach. Several levers
 * compose: before-slots (admit, answer, expand, place, retry) run in list order, outer to inner; after-slots (settle,
 * done) run in reverse.
 */
import type { Stream } from '../random/stream.ts';
import type { OptionsOf, OptionTable } from '../units/option.ts';
import type { ModelConfig } from './config.ts';
import type { ControlAccount, IncidentKind } from './incidents.ts';
import type { TemplatePart } from './keys/template.ts';
import type { TemplateKeys } from './keys/template-keys.ts';

/** A request, or a leg of one: an index into the pool, valid until its `done`. */
export type Req = number;
export type Part = number;
/** A key: an index into the universe of keys. */
export type Key = number;
export type Ms = number;

/** Gives up a failed call. */
export const GIVE_UP = -1;
/** No opinion on a failed call: ask the next lever, in the end the client's own policy. */
export const PASS = -2;
/** No second attempt. */
export const NEVER = -1;
/** There is no other key that holds the same. */
export const NO_OTHER = -1;
/** The default placement decides. */
export const ANYWHERE = -1;
/** There is no such partition. */
export const NOBODY = -1;

/** A mutable copy of the model's configuration, before anything is built from it. */
export type Draft = { -readonly [K in keyof ModelConfig]: ModelConfig[K] };

export interface Lever {
  readonly kind: string;
  /** Reads that it lets through to the store may be answered from copies that lag behind. */
  readonly readsCopies?: true;
  /** Claims columns, streams, timers and delays; called once, before the first request. */
  bind?(world: World): void;
  /** At the edge once, at the client before each attempt, at the node on reaching it: GO, REFUSE, or IGNORE but at the client. */
  admit?(r: Req, site: number): number;
  /** At the app server, once: GO, DONE (hit, early acknowledgement), REFUSE or PARK (the lever will resume it). */
  answer?(r: Req): number;
  /** Adds the keys of the legs and returns how many of them must succeed; 0: no opinion, the request is its own leg. */
  expand?(r: Req, legs: Legs): number;
  /** The partition of a leg, or ANYWHERE. */
  place?(leg: Req): Part;
  /** Whether it keeps an attempt that is about to leave its client, to send it together with others. */
  collect?(attempt: Req): boolean;
  /**
   * How long until a second attempt is to be sent beside this one, or NEVER: asked when it is sent, and again when that
   * is over, where 0 means now.
   */
  hedge?(attempt: Req): Ms;
  /** Another key under which the read of an attempt finds the same, or NO_OTHER. */
  another?(attempt: Req): Key;
  /** Whether a read that is about to be sent should rather go to another key that holds the same, where there is one. */
  avoids?(attempt: Req): boolean;
  /** The other attempt of its call was answered first: whether this one is called off; it is settled as TURNED_AWAY. */
  callOff?(attempt: Req): boolean;
  /** After a failed attempt: the wait before the next, GIVE_UP or PASS. */
  retry?(call: Req, end: number, attempt: number): Ms;
  /** Every attempt's end; see the ends of an attempt in codes.ts. */
  settle?(attempt: Req, end: number): void;
  /** The request's end, background requests included; its columns are still readable. */
  done?(r: Req, outcome: number): void;
  /** Opens the line in which attempts wait at a partition, once for each after `bind`; one lever of a plan at most fills this slot. */
  discipline?(part: Part): WaitingLine;
  /** A timer of this lever has come. */
  wake?(tag: number): void;
  /** The registry that it looks things up in has crashed. */
  registryCrash?(): void;
  /** An instance of the service that finds hot keys has crashed, or is back; null: all of them. */
  serviceCrash?(instance: number | null): void;
  serviceRestart?(instance: number | null): void;
  /** An app server has crashed and started again with nothing in memory; null: all of them. */
  appCrash?(process: number | null): void;
  /** What it keeps in memory is gone: a cache that was flushed. */
  flush?(): void;
  /** Highest number of entries it held, for the bill; asked at the end of a run. */
  footprint?(): number;
  /** What it did to find hot keys, where it does; asked at the end of a run. */
  control?(): ControlAccount | null;
}

/**
 * Those who wait at one partition: everybody who is put in is handed out exactly once, in an order of its own.
 *
 * What it is asked for is a server's next; it is not asked while nobody waits and a server is free, which goes to whoever comes. How many fit
 * in is the store's affair. Probes of health checks keep their place in the order of arrival.
 */
export interface WaitingLine {
  push(attempt: Req): void;
  /** Takes out the next, −1 when nobody waits. */
  shift(): Req;
  /** The next, left where it is; −1 when nobody waits. */
  peek(): Req;
  /** Whether the one just taken out is dropped, having waited for too long, instead of served; asked once each. */
  drops?(attempt: Req): boolean;
  /** Takes out all. */
  clear(): void;
  /** Everybody who waits, in an order that only depends on what was put in and taken out. */
  ids(): Iterable<Req>;
}

/** The keys a request is expanded into. */
export interface Legs {
  add(key: Key): void;
  /** The request waits for all of them, if they succeed, until it is told that those it needs are enough. */
  waitForAll(): void;
}

/** One per-request value of a lever; grows with the pool, so read `data` afresh each time. */
export interface Column<A extends Int32Array | Float64Array> {
  readonly data: A;
}

/** One per-key value of a lever; grows with the universe of keys, so read it through these calls. */
export interface KeyColumn {
  get(key: Key): number;
  set(key: Key, value: number): void;
}

/** Which keys a lever was told to look after. */
export interface KeySet {
  has(key: Key): boolean;
}

/** A constant wait of requests that their lever holds, first in, first out; whoever was let go meanwhile is left out. */
export interface Line {
  push(r: Req): void;
}

/** Attempts that their client sends as one request; the first of them stands for all. */
export interface Batches {
  /** An attempt that is collected is the first of a batch. */
  open(attempt: Req): void;
  /** Another one that is collected joins it; returns how many there are. */
  join(first: Req, attempt: Req): number;
  send(first: Req): void;
}

/** What a lever may know of a request. */
export interface RequestView {
  key(r: Req): Key;
  op(r: Req): number;
  /** Index of the workload that it belongs to, or was issued for. */
  workload(r: Req): number;
  /** Capacity units that it takes (F.D2). */
  units(r: Req): number;
  /** When the user meant to send it. */
  born(r: Req): Ms;
  /** Client process it landed on. */
  process(r: Req): number;
  /** What it carries under an attribute opened with `attribute`; −1: nothing. */
  attribute(r: Req, attribute: number): number;
  /** The request that this is, or is a leg or an attempt of. */
  request(r: Req): Req;
  /** The call that an attempt tries: a leg, or the request itself. */
  call(attempt: Req): Req;
  /** Which try of its call this is, from 1. */
  attempt(r: Req): number;
  /** The partition that an attempt goes to, from when it is sent. */
  part(attempt: Req): Part;
  /** Opaque version of the item it returned; a cache stores it as a real one stores bytes. */
  value(r: Req): number;
  setValue(r: Req, value: number): void;
  /** Whether what a read returned is that there is no such item. */
  isAbsent(r: Req): boolean;
}

/** All that a lever may know or do. */
export interface World {
  readonly config: ModelConfig;
  readonly req: RequestView;
  now(): Ms;
  i32(): Column<Int32Array>;
  f64(): Column<Float64Array>;
  keyColumn(): KeyColumn;
  /** Keys named outright or by a prefix ending in `*`; null: all keys. */
  keys(patterns: readonly string[] | null): KeySet;
  /** The lever's own random stream for one purpose. */
  stream(purpose: string): Stream;
  /** First of `count` keys derived from `key` (`key#0`, `key#1`, …), which follow one another. */
  derive(key: Key, count: number): Key;
  /** Number of an attribute of requests, for `req.attribute`; −1: no workload has it. Call it in `bind`. */
  attribute(name: string): number;
  /** Keys made from a template: what a key keeps under other partition keys. Call it in `bind`. */
  templateKeys(parts: readonly TemplatePart[]): TemplateKeys;
  /** The partition that the default placement gives a key. */
  partitionOf(key: Key): Part;
  /** Ends a PARK: GO, DONE or REFUSE. */
  resume(r: Req, verdict: number): void;
  /** Of a request that waits for all of its legs: those it needs are enough, as soon as it has as many. */
  suffice(r: Req): void;
  /** Opens a constant delay for `resumeAfter`; call it in `bind`. */
  delay(ms: Ms): number;
  /** Ends a PARK after a delay opened by `delay`. */
  resumeAfter(delay: number, r: Req, verdict: number): void;
  /** A background request of the same operation, key and size, billed and not a user's; held until `send`. */
  issue(like: Req): Req;
  /** A background request of this operation and key, billed as of this workload; held until `send`. */
  issueFor(workload: number, op: number, key: Key): Req;
  /** A background request that brings what `r` brings, which may be under way: whichever is applied second is a duplicate. */
  repeat(r: Req): Req;
  /** The store is to know a background request by an id, and to apply what it brings once, however often it comes. */
  identify(r: Req): void;
  /** A background write is to set its key to all that the background read `sum` has gathered. */
  total(r: Req, sum: Req): void;
  /** A background request that was not sent is given up, and what it was to bring is gone. */
  drop(r: Req): void;
  /** For a lever that collects; `commonWork` is the part of an attempt's work that is done once for all of a batch. Call it in `bind`. */
  batches(commonWork: number): Batches;
  /** Opens a constant wait of requests that are held, after which `then` is called; call it in `bind`. */
  line(ms: Ms, then: (r: Req) => void): Line;
  /** Moves what `from` was to write into the background request `into`. */
  carry(into: Req, from: Req): void;
  send(r: Req): void;
  /** Whether this lever issued it. */
  owns(r: Req): boolean;
  /** Calls `wake(tag)` after a while; tags count from 0 in the order they are opened with `timer`. */
  timer(): number;
  wake(tag: number, after: Ms): void;
  /** App servers now: the processes that requests land on. */
  servers(): number;
  /** It had an opinion where nobody can see it have one, as in a line; a run in which it never has is called vacuous. */
  acted(): void;
  /** Tells the timeline of incidents; changes nothing. */
  note(kind: IncidentKind, key: Key | null, count: number | null): void;
  /** Opens a signal of the partitions, looked at every so often, a queue at 0 all the time; call it in `bind`. */
  signal(kind: SignalKind, everyMs: Ms): number;
  /** The last value seen; NaN before the first look. */
  sample(signal: number, part: Part): number;
  /** What the node that an attempt has reached sees of its own queue, without delay; for `admit` at the node. */
  here(kind: QueueSignal, attempt: Req): number;
  /** The refusal of this attempt tells its caller to wait at least so long before the next. */
  retryAfter(attempt: Req, ms: Ms): void;
  /** Partitions there have been, numbered from 0; those that were merged into others are asked for nothing. */
  partitions(): number;
  /** Units per second that a partition is provisioned for; null: no share limits it. */
  shareOf(part: Part, op: number): number | null;
  /** Provisions a partition for so many units per second from now on; its ceiling stays. */
  setShare(part: Part, op: number, ratePerSecond: number): void;
  /** Units per second that the whole table is provisioned for; null: nothing limits it. */
  throughput(op: number): number | null;
  /** Provisions the whole table for so many units per second from now on; what its partitions may take stays. */
  setThroughput(op: number, ratePerSecond: number): void;
  /** Keeps the last keys that a partition is asked for, or keeps them no more; needs a signal that counts. */
  watchKeys(part: Part, isOn: boolean): void;
  /** Begins to split a partition whose keys are watched; false: there is no room, or no point between its keys. */
  split(part: Part, spec: SplitSpec): boolean;
  /** The partition of the keys behind those of `part`, where a split has parted the two; else NOBODY. */
  after(part: Part): Part;
  /** Begins to merge a partition with the one after it; false: there is none, or one of them is being split or merged. */
  merge(part: Part, spec: CopySpec): boolean;
}

/** How keys are moved between partitions. */
export interface CopySpec {
  /** From the decision until the copy is made, and what of the servers' time it takes meanwhile, 0 to below 1. */
  readonly copyMs: Ms;
  readonly copyCost: number;
  /** How long the partitions then stand still. */
  readonly freezeMs: Ms;
}

/** How a partition is split. */
export interface SplitSpec extends CopySpec {
  /** Most of the load that one of the halves may keep, share. */
  readonly balance: number;
  /** Whether items of one partition key may be parted, between sort keys. */
  readonly partsCollections: boolean;
  /** Whether it is split where keys are asked for in ascending order. */
  readonly splitsOrdered: boolean;
}

/** What a queue looks like: requests waiting; age of the one who is next, ms; requests waiting and in service. */
export type QueueSignal = 'queueLength' | 'headWaitMs' | 'inside';
/**
 * What a monitoring system reports of a partition: its queue, the bytes that it holds, or since the last look the busy share of its servers, and what it has let in
 * and turned away by its limits, per second.
 */
export type SignalKind =
  | QueueSignal
  | 'utilisation'
  | 'readUnits'
  | 'writeUnits'
  | 'requests'
  | 'heldBytes'
  | 'throttledReadUnits'
  | 'throttledWriteUnits';

/** An option that does not go with the others, what is wrong with it, and what would be right. */
export interface Objection {
  readonly option: string;
  readonly message: string;
  readonly allowed: string;
}

/** A registered kind of mitigation: its words, its options, its factory. */
export interface LeverDef<T extends OptionTable = OptionTable> {
  readonly kind: string;
  /** What it does, in a sentence. */
  readonly mechanism: string;
  /** What it costs, in a sentence. */
  readonly cost: string;
  /** When it fails or makes things worse, in a sentence. */
  readonly backfires: string;
  readonly options: T;
  /** What the scenario must have for it to make sense: workers that carry posts, nodes that fail, checks of their health, provisioned shares, a provisioned table, indexes. */
  readonly needs?: 'workers' | 'cluster' | 'health checks' | 'shares' | 'throughput' | 'indexes';
  /** It acknowledges writes and makes them itself later, each to the key as asked for: not for posts, which fan out. */
  readonly defersWrites?: true;
  /**
   * What it decides of every request of its keys (its option `keys`; all where there is none or it is left out), so that
   * whoever stands behind it and decides the same is never asked: the legs of a request, or who takes its writes over. Or how
   * keys find their partition, once for a plan.
   */
  readonly decides?: 'legs' | 'writes' | 'placement';
  /** It says who is next at the partitions, at most one lever of a plan: it `keeps` all who wait, or `drops` some. */
  readonly discipline?: 'keeps' | 'drops';
  /** Faults that hit it, and would hit nobody in a scenario without it. */
  readonly feels?: readonly ('flush' | 'registry-crash' | 'service-crash' | 'app-crash')[];
  /** What is wrong with options that are right one by one, of which those in `given` are written out; null: nothing. */
  objection?(options: OptionsOf<T>, given: ReadonlySet<string>): Objection | null;
  /** What is wrong with options beside the rest of the scenario under the plan, which is named in them; null: nothing. */
  misfit?(options: OptionsOf<T>, config: ModelConfig): Objection | null;
  /** Whether a fault that it feels in general hits it with these options; yes where it is left out. */
  isHit?(fault: string, options: OptionsOf<T>): boolean;
  /** Rows of the fact table that its defaults rest on. */
  readonly facts: readonly string[];
  /** Changes the configuration before the build. */
  patch?(draft: Draft, options: OptionsOf<T>): void;
  /** The lever's running part; absent when `patch` is all there is. */
  create?(options: OptionsOf<T>): Lever;
}

/** Types a mitigation's options from its own table; what a module of one's own exports. */
export function defineMitigation<const T extends OptionTable>(def: LeverDef<T>): LeverDef<T> {
  return def;
}
