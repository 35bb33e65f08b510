/** A small valid scenario, to be spoilt in one place by each test. */
export const SMALL_SCENARIO = `name: Small
duration: 1m
store:
  partitions: 4
workload:
  - name: browsing
    arrivals: {rate: 500/s}
    keys: {kind: uniform, count: 100}
`;

/** The small scenario with one stretch of its text replaced; throws if the stretch is not there. */
export function spoilt(stretch: string, replacement: string): string {
  if (!SMALL_SCENARIO.includes(stretch)) throw new RangeError(`no ${stretch} in the small scenario`);
  return SMALL_SCENARIO.replace(stretch, () => replacement);
}

/** The small scenario with lines after its end. */
export function extended(lines: string): string {
  return `${SMALL_SCENARIO}${lines}\n`;
}
