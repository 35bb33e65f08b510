import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/metrics/catalogue.ts';
import {
  labelOf,
  meaningOf,
  parseMetric,
  percentileOf,
  preferenceOf,
  sibling,
  unitOf,
} from '../../src/report/metric.ts';

describe('parseMetric', () => {
  it('separates window, scope and base', () => {
    expect(parseMetric('heat:headset.latencyMs.p99')).toEqual({
      window: 'heat',
      scope: 'headset',
      family: 'latencyMs',
      base: 'latencyMs.p99',
    });
    expect(parseMetric('requests.failedShare')).toMatchObject({
      window: null,
      scope: '',
      base: 'requests.failedShare',
    });
  });

  it('keeps bases of three words whole', () => {
    expect(parseMetric('ledger.staleMs.p99')).toMatchObject({
      scope: '',
      family: 'ledger',
      base: 'ledger.staleMs.p99',
    });
    expect(parseMetric('end:load.reads.gini')).toMatchObject({ window: 'end', scope: '', base: 'load.reads.gini' });
  });

  it('takes a workload name with dots for a scope', () => {
    expect(parseMetric('shop.v2.latencyMs.p50')).toMatchObject({ scope: 'shop.v2', base: 'latencyMs.p50' });
  });

  it('shows names that the catalogue does not have', () => {
    expect(parseMetric('heat:partition.3.heat')).toEqual({
      window: 'heat',
      scope: '',
      family: 'partition',
      base: 'partition.3.heat',
    });
    expect(unitOf('partition.3.heat')).toBe('ratio');
    expect(meaningOf('partition.3.heat')).toBe('');
  });

  it('reads every metric of the catalogue back, with and without prefixes', () => {
    for (const { name, unit, meaning } of METRICS) {
      expect(parseMetric(name)).toMatchObject({ window: null, scope: '', base: name });
      expect(parseMetric(`heat:views.${name}`)).toMatchObject({ window: 'heat', scope: 'views', base: name });
      expect(unitOf(`heat:views.${name}`)).toBe(unit);
      expect(meaningOf(name)).toBe(meaning);
      expect(labelOf(name)).not.toBe('');
    }
  });
});

it('finds the metric beside another', () => {
  expect(sibling('heat:headset.outcomeMs.p99', 'requests.failedShare')).toBe('heat:headset.requests.failedShare');
});

it('knows which percentile a measure stands for', () => {
  expect(['latencyMs.p50', 'outcomeMs.p999', 'latencyMs.max'].map(percentileOf)).toEqual([0.5, 0.999, null]);
});

it('prefers less of most things, more of some, and takes no side on loads', () => {
  expect(preferenceOf('headset.latencyMs.p99')).toBe('less');
  expect(preferenceOf('ledger.lost')).toBe('less');
  expect(preferenceOf('cache.hitRatio')).toBe('more');
  expect(preferenceOf('goodput.perSecond')).toBe('more');
  expect(preferenceOf('requests.offered')).toBe('neither');
  expect(preferenceOf('load.gini')).toBe('neither');
});

it('turns camel case into words', () => {
  expect(labelOf('bill.readUnits')).toBe('read units');
  expect(labelOf('heat:requests.failedShare')).toBe('failed');
});
