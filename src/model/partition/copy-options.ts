/** How a mitigation has keys moved between partitions: its options, and what they come to. */
import { duration, type OptionsOf, share } from '../../units/option.ts';
import type { CopySpec } from '../mitigation.ts';

export const copyOptions = {
  copy: duration({ default: '2m', doc: 'How long copying takes; assumed, F.D9 says minutes' }),
  copyCost: share({ default: '10%', max: 0.9, doc: 'Share of the servers’ time that copying takes; assumed' }),
  freeze: duration({
    default: '50ms',
    doc: 'How long the partition then stands still until its keys have moved; assumed',
  }),
};

export function copySpec({ copy, copyCost, freeze }: OptionsOf<typeof copyOptions>): CopySpec {
  return { copyMs: copy, copyCost, freezeMs: freeze };
}
