/** What the parts of the page's script pass one another. */
import type * as Bar from './bar.ts';
import type { LiveChart, LivePage, LivePanel } from './data.ts';
import type { Dom, Node } from './dom.ts';
import type * as Drawing from './drawing.ts';
import type * as Geometry from './geometry.ts';
import type * as Pointing from './pointing.ts';
import type * as Tip from './tip.ts';

/** The modules of the script: in the page there is no import. */
export interface Kit {
  readonly geometry: typeof Geometry;
  readonly drawing: typeof Drawing;
  readonly tip: typeof Tip;
  readonly pointing: typeof Pointing;
  readonly bar: typeof Bar;
}

/** What all charts of the page share. */
export interface Live {
  readonly dom: Dom;
  readonly kit: Kit;
  readonly page: LivePage;
  readonly charts: Shown[];
  readonly tip: Node;
  /** The stretch of time shown; changed by `zoom` alone. */
  from: number;
  to: number;
}

/** A chart on the page. */
export interface Shown {
  readonly svg: Node;
  readonly chart: LiveChart;
  /** The drawing as the page came, kept once it is changed. */
  whole: Node | null;
  /** Where a drag began. */
  drag: Spot | null;
  isStale: boolean;
}

/** A place in a panel, in pixels of its own. */
export interface Spot {
  readonly panel: LivePanel;
  /** What its signs are added beside: a layer of its own, or the drawing. */
  readonly host: Node;
  readonly x: number;
  readonly y: number;
}
