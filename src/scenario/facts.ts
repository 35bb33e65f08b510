/** The fact table: what defaults, presets and mitigations rest on, cited by row id. */
import { breakerFacts } from './facts/breakers.ts';
import { cacheFacts } from './facts/caches.ts';
import { dynamodbFacts } from './facts/dynamodb.ts';
import type { Fact } from './facts/fact.ts';
import { leaderFacts } from './facts/leaders.ts';
import { queueFacts } from './facts/queues.ts';
import { retryFacts } from './facts/retries.ts';
import { splittingFacts } from './facts/splitting.ts';
import { workloadFacts } from './facts/workload.ts';

/** Every fact, section by section. */
export const facts: readonly Fact[] = [
  ...dynamodbFacts,
  ...retryFacts,
  ...breakerFacts,
  ...cacheFacts,
  ...queueFacts,
  ...leaderFacts,
  ...splittingFacts,
  ...workloadFacts,
];

const byId = new Map(facts.map((fact) => [fact.id, fact]));

/** A fact by its row id, as `F.D1`. */
export function factOf(id: string): Fact | undefined {
  return byId.get(id);
}
