/**
 * The parts of a scenario that could be read, for the checks that look at several of them.
 *
 * A mistake in one place must not hide the mistakes in others: fields and entries are read one by one, and what is
 * written but cannot be read is there as undefined. Names are taken from the text, valid or not, so that a faulty plan
 * does not make every expectation about it look wrong too.
 */
import type { z } from 'zod';
import type { ScenarioDraft, scenarioShape } from '../shape/scenario-shape.ts';
import { type WorkloadDraft, workloadShape } from '../shape/workload-shape.ts';

/** Fields by name: absent if not written, undefined if written and not readable. */
type Fields<T> = { readonly [K in keyof T]?: T[K] | undefined };

export interface Parts extends Fields<Pick<ScenarioDraft, 'duration' | 'warmup' | 'baseline' | 'objective'>> {
  readonly store?: Fields<ScenarioDraft['store']>;
  readonly workload: readonly Fields<WorkloadDraft>[];
  readonly expect: readonly Fields<NonNullable<ScenarioDraft['expect']>[number]>[];
  readonly windows: ReadonlyMap<string, readonly [number, number] | undefined>;
  /** Kinds of the mitigations of each plan, as written. */
  readonly plans?: ReadonlyMap<string, readonly unknown[]>;
  /** Names of the workloads, as written; undefined where there is none. */
  readonly workloadNames: readonly (string | undefined)[];
}

type Mapping = Readonly<Record<string, unknown>>;

/** Reads each part by itself. */
export function partsOf(value: unknown, { shape }: ReturnType<typeof scenarioShape>): Parts {
  const { duration, warmup, baseline, objective } = shape;
  const written = asMapping(value);
  const window = shape.windows.unwrap().valueType;
  const expectation = shape.expect.unwrap().element.shape;
  return {
    ...fieldsOf(written, { duration, warmup, baseline, objective }),
    ...(isMapping(written.store) ? { store: fieldsOf(written.store, shape.store.shape) } : {}),
    workload: asList(written.workload).map((entry) => fieldsOf(entry, workloadShape.shape)),
    expect: asList(written.expect).map((entry) => fieldsOf(entry, expectation)),
    windows: new Map(Object.entries(asMapping(written.windows)).map(([name, range]) => [name, read(window, range)])),
    ...(isMapping(written.plans) ? { plans: kindsOf(written.plans) } : {}),
    workloadNames: asList(written.workload).map((entry) => asText(asMapping(entry).name)),
  };
}

function fieldsOf<S extends z.ZodRawShape>(value: unknown, shape: S): Fields<z.output<z.ZodObject<S>>> {
  const written = asMapping(value);
  const names = Object.keys(shape).filter((name) => name in written);
  const fields = names.map((name) => [name, read(shape[name] as z.ZodType, written[name])]);
  return Object.fromEntries(fields) as Fields<z.output<z.ZodObject<S>>>;
}

function kindsOf(plans: Mapping): ReadonlyMap<string, readonly unknown[]> {
  const kinds = (levers: unknown) => asList(levers).map((lever) => asMapping(lever).kind);
  return new Map(Object.entries(plans).map(([name, levers]) => [name, kinds(levers)]));
}

function read<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
