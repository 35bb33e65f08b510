/**
 * The 97.5 % quantile of Student's t distribution, for two-sided 95 % intervals.
 *
 * Bisection on the distribution function, which for whole degrees of freedom is a finite sum (Abramowitz and Stegun
 * 26.7.3 and 26.7.4), so that no special function is needed.
 */
const memo = new Map<number, number>();

/** t such that P(T ≤ t) = 0.975 with `degrees` ≥ 1 degrees of freedom. */
export function tQuantile975(degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) throw new RangeError(`degrees of freedom: ${degrees}`);
  let known = memo.get(degrees);
  if (known === undefined) {
    known = solve(degrees);
    memo.set(degrees, known);
  }
  return known;
}

function solve(degrees: number): number {
  let low = 1.9;
  let high = 12.8;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (twoSided(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|T| ≤ t). */
function twoSided(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  const square = cosine * cosine;
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let total = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (square * (k - 1)) / k;
    total += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * total) : Math.sin(theta) * total;
}
