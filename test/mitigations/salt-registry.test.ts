import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import type { WorkloadConfig } from '../../src/model/config.ts';
import { type Changes, lever, metricsOf, metronome, small } from '../support/small.ts';

const HOT = { kind: 'single', key: 'celebrity' } as const;
const writers = (changes: Partial<WorkloadConfig> = {}) => metronome(100, { keys: HOT, reads: 0, ...changes });
const readers = (lastMs: number) =>
  metronome(1, { name: 'readers', keys: HOT, reads: 1, history: { lastMs, newest: null } });

const changes: Changes = {
  durationMs: 30_000,
  store: { partitions: 64 },
  partition: { service: { kind: 'deterministic' }, serviceMeanMs: 1 },
  workload: [writers(), readers(5000)],
};
const registry = (options: Parameters<typeof lever>[1] = {}) =>
  lever('salt-registry', { keys: ['celebrity'], start: 1000, replay: 4000, ...options });
/** Crashes at 10 s, answers again at 15 s, or at 11 s without a log. */
const crash = { kind: 'registry-crash', atMs: 10_000 } as const;

/** Missing share by second, from the series of 240 slices. */
function missing(options: Parameters<typeof lever>[1]): (second: number) => number | null {
  const { series, sliceMs } = run(small({ ...changes, faults: [crash], plan: [registry(options)] }), 'generated');
  const { values } = series.find(({ name }) => name === 'recall.missingShare')!;
  return (second) => values[Math.floor((second * 1000) / sliceMs)]!;
}

describe('salt-registry', () => {
  // A look-up of 1 ms, then service of 1 ms; a read gathers four salts, each on a partition of its own or behind another.
  test('costs a look-up, and loses no message while it answers', () => {
    const metrics = metricsOf({ ...changes, plan: [registry()] });
    expect(metrics['writes.latencyMs.p50']).toBeCloseTo(2, 1);
    expect(metrics['recall.asked']).toBeGreaterThan(10_000);
    expect(metrics['recall.missing']).toBe(0);
  });

  // Reads at 1 s, 2 s, … each ask for 5 s of 100 messages a second. At 11 s the reader asks the bare key: 4 of 5 s lie under
  // the salts; at 15 s all 5 s lie under the bare key, and the registry answers again: salts hold nothing of them. At
  // 17 s the last 2 s are there again.
  test('taken for empty, hides what lies under the salts, then what was written without', () => {
    const share = missing({});
    expect(share(9)).toBe(0);
    expect(share(11)).toBeCloseTo(0.8, 1);
    expect(share(13)).toBeCloseTo(0.4, 1);
    expect(share(16)).toBeCloseTo(0.8, 1);
    expect(share(21)).toBe(0);
  });

  test('asked together with the bare key, hides nothing once it is back', () => {
    const share = missing({ bareKey: 'salt' });
    expect(share(11)).toBeCloseTo(0.8, 1);
    expect([share(16), share(18), share(21)]).toEqual([0, 0, 0]);
  });

  test('without a log stays empty, and with a backup or a copy nothing is missing', () => {
    const after = (options: Parameters<typeof lever>[1]) =>
      metricsOf({ ...changes, faults: [crash], plan: [registry(options)] });
    expect(missing({ log: 'none' })(14)).toBeCloseTo(0.2, 1);
    expect(after({ onError: 'backup' })['recall.missing']).toBe(0);
    expect(after({ onError: 'backup' })['writes.latencyMs.max']).toBeGreaterThanOrEqual(10);
    expect(after({ copy: 2000 })['recall.missing']).toBe(0);
  });

  // 200 messages under the bare key before 2 s; the reader at 4 s asks for 5 s and gets the 2 s since.
  test('hides what was written before there were salts, unless the bare key is asked as well', () => {
    const raised = (options: Parameters<typeof lever>[1]) => {
      const { series, sliceMs } = run(
        small({ ...changes, plan: [registry({ raisedAt: 2000, ...options })] }),
        'generated',
      );
      return series.find(({ name }) => name === 'recall.missingShare')!.values[Math.floor(4000 / sliceMs)]!;
    };
    expect(raised({})).toBeCloseTo(0.5, 1);
    expect(raised({ bareKey: 'salt' })).toBe(0);
  });

  // The log is written at 10 s and 11 s: what was raised at 10.5 s is lost by a crash at 10.9 s, not by one at 11.1 s.
  test('loses at a crash what its log does not have yet', () => {
    const forgets = (log: string, atMs: number) =>
      metricsOf({
        ...changes,
        faults: [{ kind: 'registry-crash', atMs }],
        plan: [registry({ raisedAt: 10_500, log, start: 0, replay: 1, bareKey: 'salt' })],
      })['load.reads.topShare']!;
    const [lost, kept] = [forgets('everysec', 10_900), forgets('everysec', 11_100)];
    expect(forgets('always', 10_900)).toBeCloseTo(kept, 1);
    expect(lost).toBeCloseTo(1, 3);
    expect(kept).toBeLessThan(0.8);
  });

  // One process and a look-up of 1 s: the hundred of the first second ask as well, as nobody has an answer yet.
  test('keeps a copy from its answer on, and forgets it when it is told otherwise', () => {
    const slow = metricsOf({ ...changes, clients: { processes: 1 }, plan: [registry({ lookup: 1000, copy: 60_000 })] });
    expect(slow['latencyMs.max']).toBeGreaterThan(1000);
    expect(slow['latencyMs.mean']).toBeGreaterThan(1 + (100 * 500) / 3000);
    const again = { kind: 'registry-crash', atMs: 20_000 } as const;
    const twice = (faults: Changes['faults']) =>
      metricsOf({ ...changes, faults: faults!, plan: [registry({ log: 'none', copy: 2000, bareKey: 'salt' })] })[
        'recall.missing'
      ];
    expect(twice([crash, again])).toBe(twice([crash]));
  });

  test('is no use to readers who do not ask it', () => {
    expect(metricsOf({ ...changes, plan: [registry({ readers: 'bare' })] })['recall.missingShare']).toBe(1);
  });

  // 100 look-ups a second on a table that takes 10: one second saved up, then nine of ten requests fail, for 5 s.
  test('backfires through its backup: a table that cannot take the look-ups fails the requests', () => {
    const melting = registry({ onError: 'backup', backupPartitions: 1, backupCeiling: 10 });
    const failed = metricsOf({ ...changes, faults: [crash], plan: [melting] })['requests.failed'];
    expect(failed).toBeGreaterThan(420);
    expect(failed).toBeLessThan(460);
    const copied = registry({ onError: 'backup', backupPartitions: 1, backupCeiling: 10, copy: 2000 });
    expect(metricsOf({ ...changes, faults: [crash], plan: [copied] })['requests.failed']).toBe(0);
    // The copy has run out and the backup refuses: it is used all the same.
    const short = registry({ onError: 'backup', backupPartitions: 1, backupCeiling: 1, copy: 50 });
    expect(metricsOf({ ...changes, faults: [crash], plan: [short] })['requests.failed']).toBe(0);
  });
});

describe('ways back of the registry', () => {
  const back = (options: Parameters<typeof lever>[1], name: string) =>
    run(small({ ...changes, faults: [crash], plan: [registry(options)] }), 'generated').events.find(
      ({ kind }) => kind === name,
    )?.atMs;

  // It crashes at 10 s, starts after 1 s and replays for 4 s; 100 MB at 30 s a GB are 3 s.
  test.each([
    [{}, 15_000],
    [{ log: 'none' }, 11_000],
    [{ log: 'corrupt' }, 11_000],
    [{ log: 'corrupt', rescan: 2500 }, 13_500],
    [{ logSize: 100e6 }, 14_000],
    [{ failover: 7000 }, 17_000],
  ])('take their time: %j', (options, atMs) => {
    expect(back(options, 'registry back')).toBeCloseTo(atMs, 6);
  });

  test('with a log that cannot be read it stays empty, unless the backup is scanned', () => {
    expect(missing({ log: 'corrupt' })(14)).toBeCloseTo(0.2, 1);
    expect(missing({ log: 'corrupt' })(20)).toBe(0);
    expect(missing({ log: 'corrupt', rescan: 1 })(14)).toBeCloseTo(0.2, 1);
    const written = (options: Parameters<typeof lever>[1]) =>
      metricsOf({ ...changes, faults: [crash], plan: [registry(options)] })['load.writes.maxOverMedian'];
    expect(missing({ log: 'corrupt', rescan: 1 })(12)).toBeLessThan(1);
    expect(written({ log: 'corrupt' })).toBeDefined();
  });

  // A replica that is 2 s behind does not know of salts that are 1 s old.
  test('a replica lacks what is younger than its lag', () => {
    const topShare = (raisedAt: number) =>
      metricsOf({
        ...changes,
        faults: [crash],
        plan: [registry({ raisedAt, failover: 1000, replicaLag: 2000, bareKey: 'salt' })],
      })['load.writes.topShare']!;
    expect(topShare(9000)).toBeGreaterThan(0.95);
    expect(topShare(7000)).toBeLessThan(0.7);
  });

  test('one that is silent costs the patience of those who ask, one that refuses does not', () => {
    const longest = (options: Parameters<typeof lever>[1]) =>
      metricsOf({ ...changes, faults: [crash], plan: [registry(options)] })['latencyMs.max']!;
    expect(longest({ down: 'silent', patience: 700 })).toBeGreaterThan(700);
    expect(longest({ down: 'refused', patience: 700 })).toBeLessThan(100);
  });

  // Salts of 9.9 s reach the backup at 12.9 s; the crash is at 10 s. A reader at 11 s or 12 s is sent to the bare key, where
  // the last second lies; the one at 14 s asks the salts and misses what was written to the bare key up to 12.9 s.
  test('a backup that is written later knows of salts later', () => {
    const late = { raisedAt: 100, onError: 'backup', backupLag: 12_800 };
    expect(missing(late)(9)).toBe(0);
    expect(missing(late)(11)).toBeGreaterThan(0.5);
    expect(missing({ ...late, backupLag: 0 })(11)).toBe(0);
  });
});

describe('while nobody answers', () => {
  // The copy runs out at 10 s and the backup refuses: for the 508 ms until it has said so, the old number is still known.
  test('what was looked up once is used until something newer is known', () => {
    const melting = {
      onError: 'backup',
      backupPartitions: 1,
      backupCeiling: 1,
      down: 'silent',
      start: 4000,
      patience: 500,
    };
    const failed = metricsOf({
      ...changes,
      clients: { processes: 1 },
      faults: [crash],
      plan: [registry({ ...melting, copy: 1000 })],
    })['requests.failed'];
    expect(failed).toBe(0);
  });

  // Down from 10 s to 15 s: salts that were planned for 12 s come at 15 s.
  test('nothing is written to the registry', () => {
    const legs = (raisedAt: number) =>
      metricsOf({ ...changes, faults: [crash], plan: [registry({ raisedAt })] })['reads.attempts.perRequest'];
    expect(legs(12_000)).toBe(legs(15_000));
    expect(legs(12_000)).not.toBe(legs(17_000));
  });

  test('a flush costs the copies', () => {
    const missed = (faults: Changes['faults']) =>
      metricsOf({ ...changes, faults: faults!, plan: [registry({ copy: 10_000 })] })['recall.missing']!;
    expect(missed([crash])).toBe(0);
    expect(missed([crash, { kind: 'flush', atMs: 11_000 }])).toBeGreaterThan(0);
  });
});

describe('salts for hot keys that are found', () => {
  const found = (options: Parameters<typeof lever>[1], more: Changes = {}) =>
    run(
      small({
        ...changes,
        clients: { processes: 4 },
        ...more,
        plan: [registry({ detect: 'sliding', window: 2000, threshold: 20, ceiling: 40, salts: 16, ...options })],
      }),
      'generated',
    );
  const salts = (result: ReturnType<typeof run>) =>
    result.events.flatMap((event) => ('count' in event && event.kind === 'salted' ? [event.count!] : []));

  // 100 writes a second at 40 a salt with a fourth to spare: ceil(3.1) = 4 salts, step by step as the window fills.
  test('rise with the rate, by the rule, and never fall', () => {
    const given = salts(found({ bareKey: 'salt' }));
    expect(given.length).toBeGreaterThan(1);
    expect(given).toEqual([...new Set(given)].sort((a, b) => a - b));
    expect([4, 5]).toContain(given.at(-1));
    expect(found({ bareKey: 'salt' }).metrics['recall.missing']).toBe(0);
    expect(salts(found({ salts: 3 })).at(-1)).toBe(3);
  });

  test('hide what came before them, unless the bare key is asked', () => {
    expect(found({}).metrics['recall.missing']).toBeGreaterThan(0);
  });

  test('are not given while the service is down, and are as soon as it is back', () => {
    const down = { kind: 'service-crash', atMs: 0, forMs: 20_000 } as const;
    const first = (instance: number | null, instances = 1) =>
      found({ instances }, { faults: [{ ...down, instance }] }).metrics['control.firstRaiseSeconds']!;
    expect(first(0)).toBeGreaterThan(20);
    expect(first(0)).toBeLessThan(20.2);
    expect(first(null, 3)).toBeGreaterThan(20);
    expect(first(0, 3)).toBeLessThan(2);
    expect(first(2)).toBeLessThan(2);
  });

  test('are found sooner by a threshold for the fleet than by one of each server’s own', () => {
    const reports = (view: string, threshold: number) => found({ view, threshold }).metrics['control.reports']!;
    expect(reports('local', 40)).toBe(0);
    expect(reports('fleet', 40)).toBeGreaterThan(0);
  });

  test('leave with a registry that keeps no log, and come back as soon as somebody reports', () => {
    const result = found({ log: 'none' }, { faults: [crash] });
    expect(result.metrics['control.lostEntries']).toBeGreaterThan(0);
    const given = salts(result);
    expect(given.lastIndexOf(2)).toBeLessThan(given.length);
    expect(result.events.some((event) => event.kind === 'salted' && event.atMs > 11_000)).toBe(true);
  });

  // The first server keeps what it looked up when the key had 2 salts; the three that join at 2.5 s are told of 4.
  test('backfire through copies: who keeps an old number misses what others wrote by the new one', () => {
    const fleet = [
      { fromMs: 0, processes: 1 },
      { fromMs: 2500, processes: 4 },
    ];
    const grown: Changes = {
      clients: { processes: 4, fleet },
      workload: [
        writers(),
        metronome(7, { name: 'readers', keys: HOT, reads: 1, history: { lastMs: 5000, newest: null } }),
      ],
    };
    expect(found({ bareKey: 'salt' }, grown).metrics['recall.missing']).toBe(0);
    expect(found({ bareKey: 'salt', copy: 4000 }, grown).metrics['recall.missing']).toBeGreaterThan(0);
  });
});
