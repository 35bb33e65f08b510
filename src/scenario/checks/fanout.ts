/** Posts are writes that somebody carries, and what is for posts needs some. */
import type { KeyConfig } from '../../model/config.ts';
import { literalStart } from '../../model/keys/template.ts';
import { type Problem, quote } from '../issue.ts';
import type { Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';
import { suggest } from '../suggest.ts';

export function fanoutProblems(scenario: Scenario, registry: Registry): Problem[] {
  return [
    ...postProblems(scenario),
    ...sleeperProblems(scenario, registry),
    ...readerProblems(scenario),
    ...bufferedPosts(scenario, registry),
  ];
}

function postProblems({ model: { workload, workers } }: Scenario): Problem[] {
  return workload.flatMap(({ fanout, reads }, i) => {
    if (fanout === null) return [];
    const path = ['workload', i];
    const problems: Problem[] = [];
    if (workers === null) {
      const message = 'nobody carries its posts to the followers';
      const allowed = 'workers: {count: 2000, work: 4.4ms} at the root';
      problems.push({ code: 'missing', path: [...path, 'fanout'], onName: true, message, allowed });
    }
    if (reads > 0) {
      const message = 'posts are writes';
      problems.push({ code: 'wrong-value', path: [...path, 'fanout'], onName: true, message, allowed: 'reads: 0%' });
    }
    const { followers } = fanout;
    if (followers.kind === 'bounded-pareto' && followers.max <= followers.min) {
      const at = [...path, 'fanout', 'followers', 'max'];
      const message = `most followers are ${followers.max}, fewest ${followers.min}`;
      problems.push({ code: 'wrong-value', path: at, message, allowed: `more than ${followers.min}` });
    }
    return problems;
  });
}

/** Who asks for a history reads. */
function readerProblems({ model: { workload } }: Scenario): Problem[] {
  return workload.flatMap(({ history, reads }, i) => {
    if (history === null || reads > 0) return [];
    const message = 'a history is read';
    return [
      { code: 'wrong-value', path: ['workload', i, 'history'], onName: true, message, allowed: 'reads above 0%' },
    ];
  });
}

/** A workload that waits for a mitigation that does not exist would sleep for ever. */
function sleeperProblems({ model: { workload } }: Scenario, registry: Registry): Problem[] {
  const kinds = Object.keys(registry);
  return workload.flatMap(({ only }, i) => {
    if (only === null || kinds.includes(only)) return [];
    const didYouMean = suggest(only, kinds);
    const path = ['workload', i, 'only'];
    const problem = {
      code: 'unknown-mitigation',
      path,
      message: `no mitigation ${quote(only)}`,
      allowed: kinds.join(', '),
    };
    return [didYouMean === undefined ? problem : { ...problem, didYouMean }];
  });
}

/** What a team of its own leaves for the other posts. */
export function teamProblems({ model: { workers } }: Scenario): Problem[] {
  if (workers === null || workers.count >= 1) return [];
  const total = workers.count + (workers.large?.count ?? 0);
  const message = `${workers.large?.count} of ${total} workers are for large accounts, and nobody carries the other posts`;
  return [
    { code: 'wrong-value', path: ['workers', 'count'], message, allowed: `at most ${total - 1} for large accounts` },
  ];
}

/**
 * A buffer acknowledges a post and writes it to its author's key alone: its followers would never get it. And a message that is
 * acknowledged before it lies anywhere could not be looked for.
 */
function bufferedPosts({ model: { workload }, plans }: Scenario, registry: Registry): Problem[] {
  const posts = workload.filter(({ fanout, history }) => fanout !== null || history !== null);
  return plans.flatMap(({ name, levers }) =>
    levers.flatMap(({ kind, options }, i) => {
      if (!registry[kind]?.defersWrites) return [];
      const patterns = options.keys as readonly string[] | undefined;
      const buffered = posts.find(
        ({ keys }) => patterns === undefined || patterns.some((pattern) => covers(pattern, keys)),
      );
      if (buffered === undefined) return [];
      const message =
        buffered.fanout === null
          ? `it would take over the messages that ${buffered.name} reads, and nobody could say where they lie`
          : `it would take over the posts of ${buffered.name}, and nobody would deliver them`;
      const allowed = 'keys of other workloads';
      return [{ code: 'buffered-posts', path: ['plans', name, i, 'kind'], message, allowed }];
    }),
  );
}

function covers(pattern: string, keys: KeyConfig): boolean {
  const start = pattern.replace(/\*$/, '');
  const isWhole = start === pattern;
  if (keys.kind === 'single') return isWhole ? keys.key === start : keys.key.startsWith(start);
  const prefix = keys.kind === 'template' ? literalStart(keys.template) : keys.prefix;
  return start.startsWith(prefix) || (!isWhole && prefix.startsWith(start));
}
