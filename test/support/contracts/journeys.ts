/**
 * Time: it never runs backwards, nobody waits less than nothing, and an answer takes exactly as long as its way.
 *
 * The way: hop + wait + service + hop. The log adds the same numbers in the same order as the simulation, so the
 * comparison is exact; where servers may be paused, an answer never comes sooner, nor where attempts wait for company, to be sent and to be answered.
 */
import { SERVED } from '../../../src/model/codes.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';
import { mayStandStill } from './stand-still.ts';

export function journeys({ events, config }: RunLog, hasBatches = false): string[] {
  const found: string[] = [];
  const hop = config.store.networkMs;
  const offered = new Map<number, LoggedEvent>();
  const sent = new Map<number, number>();
  const came = new Map<number, number>();
  const served = new Map<number, number>();
  const isLoose = hasBatches || mayStandStill(config);
  let clock = 0;
  for (const event of events) {
    const { kind, at, request, attempt } = event;
    if (!(at >= clock)) found.push(`${kind} of request ${request} at ${at} ms, when the clock had reached ${clock} ms`);
    clock = at;
    if (kind === 'offered') offered.set(request, event);
    if (kind === 'settled' && !(at >= offered.get(request)!.at))
      found.push(`request ${request} has a negative latency`);
    if (kind === 'attempted') sent.set(attempt, at);
    if (kind === 'reached') came.set(attempt, at);
    if (kind === 'started') served.set(attempt, at + event.serviceMs);
    const arrival = sent.get(attempt)! + hop;
    if (kind === 'reached' && (hasBatches ? at < arrival : at !== arrival))
      found.push(`attempt ${attempt} arrives at ${at} ms, sent at ${sent.get(attempt)} ms`);
    if (kind === 'started' && event.enteredAt !== came.get(attempt))
      found.push(`attempt ${attempt} waits since ${event.enteredAt} ms, came at ${came.get(attempt)} ms`);
    if (kind === 'started' && !(at >= event.enteredAt)) found.push(`attempt ${attempt} has a negative wait`);
    const due = served.get(attempt)! + hop;
    if (kind === 'ended' && event.end === SERVED && (isLoose ? at < due : at !== due)) {
      found.push(`attempt ${attempt} was answered at ${at} ms, served at ${served.get(attempt)} ms`);
    }
  }
  return found;
}
