/**
 * A Vega-Lite specification to SVG: no canvas, no network, no file, no clock, and the same bytes everywhere. Text is
 * measured by Vega's own estimate even where a canvas happens to be installed.
 */
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { slimSvg } from './slim.ts';

const refuse = (uri: string): Promise<never> => Promise.reject(new Error(`a chart loads nothing, not even ${uri}`));

/** Our specifications raise no warning: one that does is a defect. */
const STRICT = vega.logger(vega.Warn, 'error', (_method, _level, words) => {
  throw new Error(`Vega-Lite doubts a chart: ${words.join(' ')}`);
});

/** A loader that loads nothing. */
const NO_LOADER = { options: {}, load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as vega.Loader;

/**
 * Renders a chart; throws where Vega-Lite doubts the specification. Classes of Vega's marks stay where they are asked for,
 * and a panel's ticks and labels of the x axis are called `concat_0_ticks` and `concat_0_labels`.
 */
export async function renderSvg(spec: TopLevelSpec, classes?: ReadonlySet<string>): Promise<string> {
  vega.setRandom(vega.randomLCG(1));
  vega.textMetrics.canvas(false);
  vega.resetSVGDefIds();
  const compiled = compile(spec, { logger: STRICT });
  if (classes !== undefined) nameAxes(compiled.spec);
  const view = new vega.View(vega.parse(compiled.spec), {
    renderer: 'none',
    loader: NO_LOADER,
    logLevel: vega.None,
  });
  try {
    return slimSvg(await view.toSVG(), classes);
  } finally {
    view.finalize();
  }
}

function nameAxes({ marks = [] }: vega.Spec): void {
  for (const { name = '', axes = [] } of marks as vega.GroupMark[]) {
    const panel = name.replace(/_group$/, '');
    for (const axis of axes.filter(({ orient, grid }) => orient === 'bottom' && !grid)) {
      axis.encode = {
        ...axis.encode,
        ticks: { name: `${panel}_ticks` },
        labels: { ...axis.encode?.labels, name: `${panel}_labels` },
      };
    }
  }
}
