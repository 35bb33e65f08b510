/** docs/metrics.md: every metric with its unit and meaning, by family. */
import { METRICS, type MetricDef } from '../../metrics/catalogue.ts';
import { code, GENERATED, page, table } from './markdown.ts';

const INTRODUCTION = `# Metrics

Every number of a run has one dotted name, used alike in \`expect\`, tables, JSON and CSV. Units: \`ms\`, \`s\`, \`share\`
(0 to 1), \`perSecond\`, \`count\`, \`ratio\`, \`units\` (of the store), \`usd\`, \`index\`.

- Metrics of **requests** may be prefixed by \`reads.\`, \`writes.\` or a workload's name: \`headset.latencyMs.p99\`.
- Metrics of requests and **partitions** are also measured during each window of the scenario: \`heat:latencyMs.p99\` in
  results, \`during: heat\` in an expectation.
- Metrics of the whole **run** are neither prefixed nor windowed.

Requests count from the end of the warm-up to the end of the workload, by the moment the user meant to send them.
A latency is measured from that moment; queueing, back-off and retries are in it.`;

export function metricsPage(): string {
  const families = [...new Set(METRICS.map(familyOf))];
  const sections = families.map((family) => {
    const members = METRICS.filter((metric) => familyOf(metric) === family);
    const rows = members.map(({ name, unit, scope, meaning }) => [code(name), unit, scope, meaning]);
    return `## ${family}\n\n${table(['name', 'unit', 'of', 'meaning'], rows)}`;
  });
  return page(GENERATED, INTRODUCTION, ...sections);
}

function familyOf({ name }: MetricDef): string {
  return name.split('.')[0]!;
}
