/**
 * `hotshard/testing`: what every mitigation must keep, tried on one of your own over small scenarios of many kinds.
 *
 * It belongs to no test runner: it returns what was broken, in words, each with what reproduces it. A run checks by itself that requests are
 * conserved, that Little's law holds and that time goes forward; here that is asked of many runs, and besides that they can be
 * repeated, that the mitigation changes nothing of what users send, and that no number is negative.
 */
import { run } from './experiment/run.ts';
import { mitigations } from './mitigations/registry.ts';
import type { LeverDef } from './model/mitigation.ts';
import { Stream } from './random/stream.ts';
import { parseScenario } from './scenario/parse-scenario.ts';

export interface ContractOptions {
  /** Its options as a scenario writes them; what is left out has its default. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** How many scenarios to try; 20 unless given. */
  readonly scenarios?: number;
  /** Another one tries others. */
  readonly seed?: string;
}

/** Every contract that a mitigation broke; empty where it kept them all. */
export function contractViolations(def: LeverDef, contract: ContractOptions = {}): string[] {
  const { options = {}, scenarios = 20, seed = '1' } = contract;
  const chance = new Stream(JSON.stringify(['contract', seed]));
  return Array.from({ length: scenarios }, () => scenarioText(def.kind, options, chance)).flatMap((text) =>
    violationsOf(def, text).map((violation) => `${violation}; reproduce with\n${text}`),
  );
}

function violationsOf(def: LeverDef, text: string): string[] {
  const registry = { ...mitigations, [def.kind]: def };
  const parsed = parseScenario(text, { file: 'contract.yaml', mitigations: registry });
  if (!parsed.ok) return parsed.issues.map(({ line, message }) => `the scenario is refused: line ${line}: ${message}`);
  const { scenario } = parsed;
  try {
    const [none, ...own] = scenario.plans.map(({ name }) => run(scenario, name, { mitigations: registry }));
    const again = run(scenario, 'own', { mitigations: registry });
    return [
      ...(JSON.stringify(again) === JSON.stringify(own[0]) ? [] : ['the same run twice gives different results']),
      ...own.flatMap(({ plan, metrics }) => [
        ...(metrics['requests.offered'] === none!.metrics['requests.offered']
          ? []
          : [
              `plan ${plan}: users send ${metrics['requests.offered']} requests, and ${none!.metrics['requests.offered']} without it`,
            ]),
        ...Object.entries(metrics).flatMap(([name, value]) =>
          value !== null && value < 0 ? [`plan ${plan}: ${name} is ${value}`] : [],
        ),
      ]),
    ];
  } catch (error) {
    return [`a run fails: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** A small scenario by chance: limits, queues, retries, time-outs and keys of several kinds; the mitigation alone and among others. */
function scenarioText(kind: string, options: Readonly<Record<string, unknown>>, chance: Stream): string {
  const one = <T>(...choices: readonly T[]): T => choices[chance.int(choices.length)]!;
  const own = JSON.stringify({ kind, ...options });
  const others = [`{kind: cache, ttl: ${one('100ms', '1s')}}`, '{kind: coalescing}', '{kind: retry-budget}'];
  const beside = others.filter((other) => !other.startsWith(`{kind: ${kind}`));
  const keys = one('{kind: single, key: hot}', '{kind: uniform, count: 50}', '{kind: zipf, count: 1k, exponent: 1.2}');
  return `name: contract
duration: ${one('1s', '3s')}
warmup: ${one('0s', '500ms')}
seed: ${chance.int(1_000_000)}
store:
  partitions: ${one(1, 2, 7)}
  network: ${one('0s', '1ms')}
  partition:
    ceiling: ${one('none', '{reads: 100/s, writes: 50/s}')}
    queue: {capacity: ${one('unlimited', '0', '10')}}
    service: {kind: ${one('exponential', 'deterministic')}, mean: ${one('500us', '5ms')}}
clients:
  processes: ${one(1, 4)}
  deadline: ${one('none', '200ms')}
  timeout: ${one('none', '20ms')}
  retry: {attempts: ${one(1, 3)}, base: 10ms, jitter: full}
workload:
  - name: users
    arrivals: {kind: ${one('poisson', 'even')}, rate: ${one('100/s', '500/s')}}
    keys: ${keys}
    attributes: {tenant: {kind: zipf, count: 5}, user: {kind: uniform, count: 100}}
    reads: ${one('0%', '50%', '100%')}
plans:
  none: []
  own: [${own}]
  among-others: [${one([own, ...beside], [...beside, own]).join(', ')}]
`;
}
