/**
 * What a rule for retries is told, and what it says: may this process try this call again now?
 *
 * A budget belongs to a client process and is shared by all of its calls. It refuses at once and never delays.
 */
import type { Req } from '../../mitigation.ts';

export interface RetryBudget {
  /** A client sends an attempt. */
  sent(attempt: Req): void;
  /** An attempt is over; see the ends of an attempt in codes.ts. */
  ended(attempt: Req, end: number): void;
  /** Takes what one more try of this call costs, if the process has it. */
  affords(call: Req, end: number): boolean;
  /** A request has its outcome. */
  over(request: Req): void;
}
