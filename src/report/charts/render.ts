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

/** Renders a chart; throws where Vega-Lite doubts the specification. */
export async function renderSvg(spec: TopLevelSpec): Promise<string> {
  vega.setRandom(vega.randomLCG(1));
  vega.textMetrics.canvas(false);
  vega.resetSVGDefIds();
  const compiled = compile(spec, { logger: STRICT });
  const view = new vega.View(vega.parse(compiled.spec), {
    renderer: 'none',
    loader: NO_LOADER,
    logLevel: vega.None,
  });
  try {
    return slimSvg(await view.toSVG());
  } finally {
    view.finalize();
  }
}
