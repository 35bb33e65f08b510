/** What would not survive JSON: undefined, NaN, infinities, −0, anything but plain objects and arrays. */

/** Paths of everything that a JSON round trip would change; empty for plain data. */
export function notPlain(value: unknown, path = 'result'): string[] {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return [];
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? []
        : [`${path} is ${Object.is(value, -0) ? '−0' : value}`];
    case 'object': {
      if (value === null) return [];
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== Array.prototype) return [`${path} is no plain data`];
      return Object.entries(value).flatMap(([name, inner]) => notPlain(inner, `${path}.${name}`));
    }
    default:
      return [`${path} is ${String(value)}`];
  }
}

/** Metrics that are no number from 0 up: none of them has a sign. */
export function badMetrics(metrics: Readonly<Record<string, number | null>>): string[] {
  return Object.entries(metrics).flatMap(([name, value]) =>
    value === null || value >= 0 ? [] : [`${name} is ${value}`],
  );
}
