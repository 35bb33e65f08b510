/**
 * What the script of the page knows of its charts: where a panel's layers lie in the drawing, and the numbers they show.
 * Columns of numbers are shared, as the baseline stands behind every plan.
 */

export interface Axis {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
}

/** What the axes of a chart measure: nines are −log₁₀(1 − share). */
export interface Reads {
  readonly x: 'time' | 'nines' | 'load';
  readonly y: 'ms' | 'perSecond' | 'percent' | 'ratio';
}

export type Column = readonly (number | null)[];

/** A layer of a panel; columns are named by their place among all. */
export interface LiveLayer {
  /** Class of its group in the drawing. */
  readonly name: string;
  /** `end` is the word at the right end of the line that it shares its columns with. */
  readonly kind: 'line' | 'area' | 'rect' | 'rule' | 'text' | 'end';
  readonly x: number;
  readonly x2?: number;
  readonly y?: number;
  /** Upper and lower edge of what has no values, px. */
  readonly edges?: readonly [number, number];
  /** How far words stand off their place, px. */
  readonly dx?: number;
  readonly dy?: number;
  /** What a tooltip calls it; without one it shows no values. */
  readonly label?: string;
  readonly colour?: string;
  readonly isDashed?: boolean;
}

export interface LivePanel {
  /** What the names of its layers and of its axis, `…_ticks` and `…_labels`, begin with. */
  readonly name: string;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly y: Axis;
  readonly layers: readonly LiveLayer[];
}

export interface LiveHeat {
  readonly top: number;
  /** A row of the map: its partition with all of its keys, and the heat slice by slice. */
  readonly rows: readonly { readonly label: string; readonly heat: readonly number[] }[];
}

export interface LiveChart {
  readonly x: Axis;
  readonly reads: Reads;
  readonly panels: readonly LivePanel[];
  readonly heat?: LiveHeat;
}

export interface LivePage {
  readonly columns: readonly Column[];
  /** By name, as in `data-chart` of the drawing. */
  readonly charts: Readonly<Record<string, LiveChart>>;
  readonly time: {
    readonly unit: string;
    readonly end: number;
    /** Stretches to go to at once. */
    readonly spans: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  };
}
