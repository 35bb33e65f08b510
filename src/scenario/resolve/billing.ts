/** Billing as written → billing of the model. */
import type { BillingConfig, PricePair } from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import type { StoreDraft } from '../shape/store-shape.ts';

type BillingDraft = NonNullable<StoreDraft['billing']>;

export function resolveBilling(written: BillingDraft = {}): BillingConfig {
  return {
    mode: written.mode ?? defaults['store.billing.mode'].value,
    usdPerMillionUnits: pricesOf(written.perMillionUnits, {
      reads: defaults['store.billing.perMillionUnits.reads'].value,
      writes: defaults['store.billing.perMillionUnits.writes'].value,
    }),
    usdPerUnitHour: pricesOf(written.perUnitHour, {
      reads: defaults['store.billing.perUnitHour.reads'].value,
      writes: defaults['store.billing.perUnitHour.writes'].value,
    }),
  };
}

function pricesOf(written: BillingDraft['perMillionUnits'] = {}, list: PricePair): PricePair {
  return { reads: written.reads ?? list.reads, writes: written.writes ?? list.writes };
}
