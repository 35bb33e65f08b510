/** Which values an attribute can have, as far as its configuration tells. */
import type { AttributeConfig } from '../config.ts';

/** The smallest value of an attribute that is not of the calendar. */
export function firstValueOf(attribute: AttributeConfig): number {
  if ('first' in attribute) return attribute.first;
  return attribute.kind === 'single' ? attribute.value : 0;
}

/** How many different values it has; Infinity where each request, or each stretch of the calendar, brings another. */
export function valueCountOf(attribute: AttributeConfig): number {
  if ('count' in attribute) return attribute.count;
  return attribute.kind === 'single' ? 1 : Number.POSITIVE_INFINITY;
}

/** Whether it is a date, an hour or a minute. */
export function isCalendar(
  attribute: AttributeConfig,
): attribute is AttributeConfig & { readonly kind: 'date' | 'hour' | 'minute' } {
  return attribute.kind === 'date' || attribute.kind === 'hour' || attribute.kind === 'minute';
}
