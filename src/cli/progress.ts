/** A progress bar on stderr while plans are simulated; nothing where stderr is not a terminal. */
import cliProgress from 'cli-progress';
import type { Progress } from '../experiment/run-plans.ts';
import type { Io } from './io.ts';

export interface ProgressBar {
  show(progress: Progress): void;
  stop(): void;
}

const NONE: ProgressBar = { show() {}, stop() {} };

const FORMAT = '{bar} {value}/{total} runs | ETA {eta_formatted} | {speed}{plan}';

/** Opens a bar for `total` runs of `durationMs` virtual time each. */
export function progressBar(total: number, durationMs: number, quiet: boolean | undefined, io: Io): ProgressBar {
  if (quiet || io.stderr.isTTY !== true) return NONE;
  const bar = new cliProgress.SingleBar({ format: FORMAT, stream: io.stderr, clearOnComplete: true, barsize: 20 });
  const startedAt = io.now().getTime();
  let requests = 0;
  bar.start(total, 0, { speed: '', plan: '' });
  return {
    show({ done, total: runs, plan, requests: more }) {
      bar.setTotal(runs);
      requests += more;
      const elapsedMs = Math.max(1, io.now().getTime() - startedAt);
      const perSecond = Math.round((1000 * requests) / elapsedMs).toLocaleString('en-US');
      const times = Math.round((done * durationMs) / elapsedMs).toLocaleString('en-US');
      bar.update(done, { speed: `${perSecond} requests/s, ${times}x real time | `, plan });
    },
    stop: () => bar.stop(),
  };
}
