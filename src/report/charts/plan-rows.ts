/** Rows of plans, best first, that panels beside each other share: their height, their scale, and a panel of names. */
import { printable } from '../name.ts';
import type { ComparisonView } from '../view.ts';
import type { Layer, Panel } from './panel.ts';
import { ink, type Role } from './theme.ts';

const ROW_HEIGHT = 22;
const NAME_WIDTH = 146;
const LONGEST_NAME = 22;

/** The y encoding of a row; its field is the plan's rank. */
export const ROW_AXIS = { field: 'row', type: 'ordinal', axis: null } as const;

export function heightOf({ plans }: ComparisonView): number {
  return plans.length * ROW_HEIGHT;
}

/** Rank and name of each plan, the baseline in bold; `spacing` is what the grid leaves between panels. */
export function namePanel(view: ComparisonView, spacing: number): Panel {
  const name = (role: Role, isBaseline: boolean): Layer => ({
    data: {
      values: view.plans.map(({ rank, name, isBaseline: is }) => ({
        row: rank,
        name: is === isBaseline ? printable(`${rank}  ${name}`, LONGEST_NAME) : '',
      })),
    },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      fontWeight: isBaseline ? 'bold' : 'normal',
      color: ink(role),
    },
    encoding: { text: { field: 'name' }, x: { value: 0 }, y: ROW_AXIS },
  });
  return { width: NAME_WIDTH - spacing, height: heightOf(view), layer: [name('text', false), name('text', true)] };
}
