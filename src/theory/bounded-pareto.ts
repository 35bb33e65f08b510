/**
 * Mean of a bounded Pareto, P(X > x) ∝ x^−shape between `min` and `max`.
 *
 * ∫ x f(x) dx with f(x) = shape·min^shape·x^(−shape−1) / (1 − (min/max)^shape).
 */
export function boundedParetoMean(shape: number, min: number, max: number): number {
  const density = (shape * min ** shape) / (1 - (min / max) ** shape);
  if (shape === 1) return density * Math.log(max / min);
  return (density * (max ** (1 - shape) - min ** (1 - shape))) / (1 - shape);
}
