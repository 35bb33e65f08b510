import { describe, expect, test } from 'vitest';
import { run } from '../../../src/experiment/run.ts';
import { DONE, GO, NODE } from '../../../src/model/codes.ts';
import type { AttributeConfig, KeyConfig } from '../../../src/model/config.ts';
import type { Lever, World } from '../../../src/model/mitigation.ts';
import { GENERATED } from '../../support/generators.ts';
import { recordWith } from '../../support/lever-run.ts';
import { lever, metronome, small, stream } from '../../support/small.ts';

const tenant: AttributeConfig = { name: 'tenant', kind: 'zipf', count: 5, exponent: 1, first: 10 };
const user: AttributeConfig = { name: 'user', kind: 'uniform', count: 3, first: 0 };
const event: AttributeConfig = { name: 'event', kind: 'unique' };
/** Half a minute before midnight. */
const minute: AttributeConfig = { name: 'minute', kind: 'minute', startMs: Date.UTC(2026, 11, 31, 23, 59, 30) };

/** Writes down what each request carries of two attributes, wherever it is asked. */
function spy(names: readonly string[], seen: number[][]): Lever {
  let world: World;
  let attributes: number[] = [];
  return {
    kind: 'spy',
    bind(bound) {
      world = bound;
      attributes = names.map((name) => bound.attribute(name));
    },
    admit(r, site) {
      if (site === NODE)
        seen.push([world.req.workload(r), ...attributes.map((number) => world.req.attribute(r, number))]);
      return GO;
    },
  };
}

const names = (keys: KeyConfig, attributes: readonly AttributeConfig[], durationMs = 60_000): string[] => {
  const recorder = recordWith(small({ durationMs, workload: [metronome(10, { keys, attributes, reads: 0 })] }), []);
  const { universe, ledger } = recorder.simulation;
  return Array.from({ length: universe.size }, (_, key) => `${universe.nameOf(key)} ${ledger.keys.items(key)}`);
};

describe('what requests carry', () => {
  test('changes nothing for whoever does not look at it', () => {
    const attributes = [tenant, user, event, minute];
    const of = (more: object, plan: Parameters<typeof lever>[] = []) => {
      const workload = [stream(200, { reads: 0.5, ...more }), stream(50, { name: 'other' })];
      const { metrics, series, heat } = run(small({ workload, plan: plan.map((one) => lever(...one)) }), GENERATED);
      return JSON.stringify({ metrics, series, heat });
    };
    expect(of({ attributes })).toBe(of({}));
    expect(of({ attributes }, [['salting', { salts: 3 }]])).toBe(of({}, [['salting', { salts: 3 }]]));
  });

  test('is the same whatever else is carried, and known to every leg and attempt', () => {
    const seen: number[][] = [];
    const workload = [stream(100, { attributes: [user, tenant] }), stream(50, { name: 'bare' })];
    recordWith(small({ workload }), [spy(['tenant', 'nothing'], seen)]);
    const alone: number[][] = [];
    recordWith(small({ workload: [stream(100, { attributes: [tenant] }), workload[1]!] }), [
      spy(['tenant', 'nothing'], alone),
    ]);
    expect(seen).toEqual(alone);
    expect(seen.length).toBeGreaterThan(1000);
    for (const [of, value, nothing] of seen) {
      expect(nothing).toBe(-1);
      if (of === 0) expect([10, 11, 12, 13, 14]).toContain(value);
      else expect(value).toBe(-1);
    }
  });

  test('goes with what a lever writes on a request’s behalf', () => {
    const seen: number[][] = [];
    let world: World;
    const issuing: Lever = {
      kind: 'issuing',
      bind(bound) {
        world = bound;
      },
      answer(r) {
        const message = world.issue(r);
        world.carry(message, r);
        world.send(message);
        return DONE;
      },
    };
    const workload = [metronome(100, { attributes: [tenant, event], reads: 0 })];
    recordWith(small({ durationMs: 1000, workload }), [issuing, spy(['tenant', 'event'], seen)]);
    expect(seen.map(([, , number]) => number)).toEqual(Array.from({ length: 99 }, (_, k) => k));
  });
});

describe('keys made from a template', () => {
  test('are named by the values, counted and placed by their names', () => {
    const made = names({ kind: 'template', template: 'user {user}' }, [user]);
    expect(made.map((text) => text.replace(/ \d+$/, '')).sort()).toEqual(['user 0', 'user 1', 'user 2']);
    expect(made.reduce((sum, text) => sum + Number(text.split(' ').at(-1)), 0)).toBe(599);
  });

  test('follow the calendar', () => {
    // A metronome of 10/s from 23:59:30 on: its first request comes at 0.1 s, its last before the end.
    expect(names({ kind: 'template', template: '{minute}' }, [minute])).toEqual([
      '2026-12-31T23:59 299',
      '2027-01-01T00:00 300',
    ]);
  });

  test('take the rest of a division', () => {
    expect(names({ kind: 'template', template: '#{event%4}' }, [event], 1001)).toEqual([
      '#0 3',
      '#1 3',
      '#2 2',
      '#3 2',
    ]);
  });

  test('are shared by workloads that make the same names', () => {
    const one = { kind: 'single', value: 7 } as const;
    const template = { kind: 'template', template: 'T{tenant}' } as const;
    const workload = [
      metronome(10, { keys: template, attributes: [{ name: 'tenant', ...one }], reads: 0 }),
      metronome(10, { name: 'readers', keys: template, attributes: [{ name: 'tenant', ...one }] }),
      metronome(10, { name: 'named', keys: { kind: 'single', key: 'T7' } }),
    ];
    const { universe, ledger } = recordWith(small({ workload }), []).simulation;
    expect([universe.size, universe.nameOf(0), ledger.keys.items(0)]).toEqual([1, 'T7', 99]);
  });
});
