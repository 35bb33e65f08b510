/** The words of the report, for someone who meets them for the first time. */
import { type Html, html } from './tag.ts';

const WORDS: readonly (readonly [string, string])[] = [
  [
    'partition',
    'A slice of the data with a leader of its own. Every request for a key goes to the partition that the key’s hash names.',
  ],
  [
    'hot partition',
    'One that is offered more than it can take while others idle, because the traffic and not the data is uneven.',
  ],
  ['ceiling', 'A partition’s hard limit of reads or writes per second, whatever the capacity of the whole table.'],
  ['throttle', 'The answer of a partition at its ceiling: “too much, try again”, at once and without work done.'],
  [
    'heat',
    'Load offered to a partition divided by what it can take: the lower of its ceiling and of what its servers can do.',
  ],
  [
    'plan, mitigation',
    'A mitigation is one lever, such as a cache; a plan is a named list of them. The baseline plan is the one the others are compared with.',
  ],
  [
    'request, attempt, leg',
    'What a user asked for; one try of it at the store; one part of it where it is spread over several keys.',
  ],
  [
    'failed',
    'Refused by a lever, dropped after its last attempt, expired at its deadline, or unfinished when the run ended.',
  ],
  [
    'latency, outcome',
    'Latency runs from the moment the user meant to send until the answer, retries included, over served requests. Outcome is the same over all requests, with failures as endless.',
  ],
  [
    'p50, p99',
    'The value that half, or 99 %, of the requests stay below. One user in a hundred has it worse than p99.',
  ],
  ['warm-up', 'The start of a run, left out of the numbers while queues and caches settle.'],
  ['replication', 'The same run with other random numbers. Their spread says how far a number can be trusted.'],
  [
    'interval, ±',
    'The 95 % Student-t interval over replications: computed this way, 95 of 100 intervals hold the true mean of the model.',
  ],
  [
    'common random numbers',
    'Every plan meets the same requests, at the same moments, with the same demands, so what differs is the plan.',
  ],
  [
    'paired difference',
    'A plan minus the baseline, replication by replication; much sharper than comparing two averages.',
  ],
  [
    'not distinguishable',
    'The interval of the paired difference contains zero: this many replications show no difference.',
  ],
  [
    'M/M/1',
    'The simplest queue: random arrivals at rate λ, exponential service at rate μ, one server. Its mean time in system is 1 / (μ − λ); it is used to check the simulator.',
  ],
  ['stale read', 'A read that returned an older value than one already acknowledged.'],
  ['lost write', 'A write that was acknowledged and never reached the store.'],
  ['duplicate', 'A write applied more than once, as when a retry follows a time-out that had worked.'],
  ['list price', 'Store units at the provider’s published price; an estimate and not an invoice.'],
];

export function glossary(): Html {
  return html`<h2>Glossary</h2><dl>${WORDS.map(
    ([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>
`,
  )}</dl>
`;
}
