/** What is wrong with a key design: in itself, and for the workloads that it is made for. */
import type { ModelConfig, WorkloadConfig } from '../config.ts';
import type { Objection } from '../mitigation.ts';
import { isCalendar } from '../workload/attribute-values.ts';
import { facetsOf, type Knowledge, placesOf } from './key-design.ts';
import { attributesOf, parseTemplate, type TemplatePart } from './template.ts';

/** The most keys that one read may ask for. */
export const PLACES_MOST = 1000;

/** A key design as options have it. */
export interface DesignOptions {
  readonly template: string;
  /** Absent: all. */
  readonly workloads: readonly string[] | undefined;
  readonly unknown: readonly string[] | undefined;
  readonly recent: number;
  readonly reads: 'gather' | 'one';
}

/** The parts of a template that has been checked. */
export function partsOf(template: string): readonly TemplatePart[] {
  const parsed = parseTemplate(template);
  if (!parsed.ok) throw new Error(`a template that was to be checked before: ${template}`);
  return parsed.parts;
}

/** The workloads that a design is for. */
export function coveredBy({ workloads }: DesignOptions, { workload }: ModelConfig): WorkloadConfig[] {
  return workload.filter(({ name }) => workloads === undefined || workloads.includes(name));
}

/** What reads of a design know. */
export function knowledgeOf({ unknown = [], recent }: DesignOptions): Knowledge {
  return { unknown, recent };
}

export function designObjection({ template, unknown = [] }: DesignOptions): Objection | null {
  const parsed = parseTemplate(template);
  if (!parsed.ok) {
    return { option: 'template', message: `has ${JSON.stringify(parsed.piece)}`, allowed: parsed.allowed };
  }
  const asked = attributesOf(parsed.parts);
  const idle = unknown.find((name) => !asked.includes(name));
  if (idle === undefined) return null;
  const allowed = asked.length > 0 ? `some of ${asked.join(', ')}` : 'no attributes, as the template has none';
  return { option: 'unknown', message: `names ${idle}, which is not in the template`, allowed };
}

export function designMisfit(design: DesignOptions, config: ModelConfig): Objection | null {
  const names = config.workload.map(({ name }) => name);
  const stranger = design.workloads?.find((name) => !names.includes(name));
  if (stranger !== undefined) {
    return { option: 'workloads', message: `no workload ${JSON.stringify(stranger)}`, allowed: names.join(', ') };
  }
  const { placement } = config.store;
  if (placement.kind === 'range' && placement.boundaries === null) {
    const message = 'a range without boundaries is cut by number, and keys from a template have none';
    return { option: 'template', message, allowed: 'boundaries, or another placement' };
  }
  const found = coveredBy(design, config).map((workload) => misfitOf(design, workload));
  return found.find((objection) => objection !== null) ?? null;
}

function misfitOf(design: DesignOptions, workload: WorkloadConfig): Objection | null {
  const { name, attributes = [], fanout } = workload;
  const carried = attributes.map((attribute) => attribute.name);
  const lacking = attributesOf(partsOf(design.template)).find((asked) => !carried.includes(asked));
  if (lacking !== undefined) {
    const allowed = carried.length > 0 ? carried.join(', ') : 'attributes there, or workloads: that carry it';
    return { option: 'template', message: `requests of ${name} carry no ${lacking}`, allowed };
  }
  if (fanout !== null) {
    return { option: 'workloads', message: `posts of ${name} go to timelines`, allowed: 'workloads without fanout' };
  }
  const timely = attributes.filter(isCalendar).find((attribute) => design.unknown?.includes(attribute.name));
  if (timely === undefined) return readingProblem(design, workload);
  const message = `whoever reads knows the ${timely.kind}: how far back it looks is said by recent`;
  return { option: 'unknown', message, allowed: 'recent: 2' };
}

/** Reads that would ask for too many keys. */
function readingProblem(design: DesignOptions, { name, attributes = [], reads }: WorkloadConfig): Objection | null {
  const places = placesOf(facetsOf(partsOf(design.template), attributes, knowledgeOf(design), () => 0));
  const most = design.reads === 'one' ? Number.MAX_SAFE_INTEGER : PLACES_MOST;
  if (reads === 0 || places <= most) return null;
  const howMany = Number.isFinite(places) ? `${places} keys` : 'for every value there may ever be';
  const message = `a read of ${name} would have to ask ${howMany}`;
  return { option: 'template', message, allowed: `at most ${PLACES_MOST} keys: {name%10}, or fewer unknown` };
}
