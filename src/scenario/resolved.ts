/** A scenario as plain JSON, and the short name of its content. */
import { createHash } from 'node:crypto';
import type { Scenario } from './scenario.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The scenario with every default filled in, as JSON data. */
export function resolvedScenario(scenario: Scenario): Json {
  return JSON.parse(JSON.stringify(scenario)) as Json;
}

/** First 8 hex digits of the SHA-256 of the resolved scenario with its names sorted. */
export function scenarioHash(scenario: Scenario): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(resolvedScenario(scenario))))
    .digest('hex')
    .slice(0, 8);
}

function sorted(json: Json): Json {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, sorted(value)]));
}
