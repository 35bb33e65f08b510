import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const WORKERS = 'workers: {count: 20, work: 4ms}';
const POSTS = `  - name: posts
    arrivals: {at: [1s, 2s]}
    keys: {kind: single, key: author}
    reads: 0%
    fanout: {followers: {kind: bounded-pareto, shape: 0.85, min: 6.6, max: 10k}, timelines: {count: 1000}}`;

function parse(workers = WORKERS, posts = POSTS, plans = '{none: []}') {
  return parseScenario(
    `name: Posts\nduration: 10s\nstore: {partitions: 2}\n${workers}\nworkload:\n${posts}\nplans: ${plans}\n`,
    {
      file: 'posts.yaml',
    },
  );
}

function faults(...args: Parameters<typeof parse>): string[] {
  const parsed = parse(...args);
  return parsed.ok ? [] : parsed.issues.map(({ path, code, allowed }) => `${path} ${code}: ${allowed}`);
}

describe('a scenario with posts', () => {
  test('becomes a model with workers, moments and followers', () => {
    const parsed = parse();
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const { workers, workload } = parsed.scenario.model;
    expect(workers).toEqual({ count: 20, workMs: 4, readAbove: null, large: null });
    expect(workload[0]!.arrivals).toEqual({ kind: 'moments', steps: [], momentsMs: [1000, 2000] });
    expect(workload[0]!.fanout).toEqual({
      followers: { kind: 'bounded-pareto', shape: 0.85, min: 6.6, max: 10_000 },
      prefix: 'timeline:',
      timelines: 1000,
    });
  });

  test('needs somebody to carry them', () => {
    expect(faults('')).toEqual(['workload.0.fanout missing: workers: {count: 2000, work: 4.4ms} at the root']);
  });

  test('writes', () => {
    expect(faults(WORKERS, POSTS.replace('0%', '10%'))).toEqual(['workload.0.fanout wrong-value: reads: 0%']);
  });

  test('has more followers at most than at least', () => {
    expect(faults(WORKERS, POSTS.replace('10k', '6'))).toEqual([
      'workload.0.fanout.followers.max wrong-value: more than 6.6',
    ]);
  });

  test('has one source of arrivals, in order', () => {
    expect(faults(WORKERS, POSTS.replace('at: [1s, 2s]', 'at: [1s], rate: 1/s'))).toHaveLength(1);
    expect(faults(WORKERS, POSTS.replace('at: [1s, 2s]', 'at: [1s], kind: even'))).toEqual([
      'workload.0.arrivals.kind wrong-value: at without a kind',
    ]);
    expect(faults(WORKERS, POSTS.replace('[1s, 2s]', '[2s, 1s]'))).toEqual([
      'workload.0.arrivals.at.1 wrong-value: ascending moments',
    ]);
  });

  test('is warned of a moment after the end', () => {
    const parsed = parse(WORKERS, POSTS.replace('2s]', '11s]'));
    expect(parsed.ok && parsed.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['late-moment', 'workload.0.arrivals.at.1'],
    ]);
  });

  test('is refused where the writes would be too many to simulate', () => {
    const posts = POSTS.replace('at: [1s, 2s]', 'rate: 100k/s').replace(
      /\{kind: bounded.*?\}/,
      '{kind: fixed, count: 1M}',
    );
    expect(faults(WORKERS, posts)).toEqual([expect.stringMatching(/workload\.0\.arrivals too-large/)]);
  });
});

describe('what is for posts', () => {
  const READS = '  - name: readers\n    arrivals: {rate: 1/s}\n    keys: {kind: single, key: a}';

  test('makes no sense without any', () => {
    expect(faults('', READS, '{p: [{kind: hybrid-fanout}]}')).toEqual([
      'plans.p.0.kind needs-workers: a workload with fanout, and workers to carry it',
    ]);
  });

  test('makes no sense with workers alone', () => {
    expect(faults(WORKERS, READS, '{p: [{kind: fanout-workers, workers: 5}]}')).toHaveLength(1);
  });

  test('a team of its own leaves workers for the others, in either order', () => {
    const plan = (...levers: string[]) => faults(WORKERS, POSTS, `{p: [${levers.join(', ')}]}`);
    const bulkhead = '{kind: fanout-bulkhead, workers: 20}';
    expect(plan(bulkhead)).toEqual(['plans.p wrong-value: at most 19 for large accounts']);
    expect(plan(bulkhead, '{kind: fanout-workers, workers: 21}')).toEqual([]);
    expect(plan('{kind: fanout-workers, workers: 21}', bulkhead)).toEqual([]);
  });

  test('is not to be buffered: nobody would deliver it', () => {
    const buffered = (keys: string) => faults(WORKERS, POSTS, `{p: [{kind: write-buffer, drain: 10/s${keys}}]}`);
    expect(buffered('')).toEqual(['plans.p.0.kind buffered-posts: keys of other workloads']);
    expect(buffered(', keys: [auth*]')).toHaveLength(1);
    expect(buffered(', keys: [other]')).toEqual([]);
  });

  test('is warned of a workload that no plan wakes', () => {
    const parsed = parse(WORKERS, `${POSTS}\n${READS}\n    only: hybrid-fanout`);
    expect(parsed.ok && parsed.warnings.map(({ code }) => code)).toEqual(['never-awake']);
  });

  test('waits for a mitigation that exists', () => {
    const parsed = parse(WORKERS, `${POSTS}\n${READS}\n    only: hybrid-fanot`);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.issues[0]).toMatchObject({ code: 'unknown-mitigation', didYouMean: 'hybrid-fanout' });
  });
});
