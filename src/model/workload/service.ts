/** The unit-mean service demand that the store's configuration names. */
import { Deterministic } from '../../random/distributions/deterministic.ts';
import type { Distribution } from '../../random/distributions/distribution.ts';
import { Empirical } from '../../random/distributions/empirical.ts';
import { Erlang } from '../../random/distributions/erlang.ts';
import { Exponential } from '../../random/distributions/exponential.ts';
import { Hyperexponential } from '../../random/distributions/hyperexponential.ts';
import { Lognormal } from '../../random/distributions/lognormal.ts';
import type { ServiceKind } from '../config.ts';

/** Builds a fresh distribution; some keep state between draws. */
export function createService(config: ServiceKind): Distribution {
  switch (config.kind) {
    case 'exponential':
      return new Exponential();
    case 'deterministic':
      return new Deterministic();
    case 'erlang':
      return new Erlang(config.stages);
    case 'hyperexponential':
      return new Hyperexponential(config.scv);
    case 'lognormal':
      return new Lognormal(config.scv);
    case 'empirical':
      return new Empirical(config.valuesMs);
  }
}
