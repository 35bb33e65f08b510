import { expect, it } from 'vitest';
import { reportFiles } from '../../../src/report/files.ts';
import { blackFriday } from '../../support/comparison.ts';
import { hostile } from '../../support/hostile.ts';

const texts = { scenarioText: '', resolved: {} };

it('an interactive page of twelve plans stays below two megabytes, and of hostile names too', async () => {
  for (const one of [blackFriday(), hostile()]) {
    const page = String((await reportFiles(one, texts, ['interactive'])).get('report.html'));
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
  }
});
