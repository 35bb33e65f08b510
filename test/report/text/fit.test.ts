import { describe, expect, test } from 'vitest';
import { columnsOf, cut, fit } from '../../../src/report/text/fit.ts';
import { penOf } from '../../../src/report/text/pen.ts';
import { PAYLOAD } from '../../support/hostile.ts';
import { colourful } from '../../support/terminal.ts';

const plain = penOf(null);
const pretty = penOf(colourful);

test.each([
  ['cache', 5],
  ['', 0],
  ['热点', 4],
  ['🔥', 2],
  ['e\u0301', 1],
  ['مرحبا', 5],
])('%s takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

describe('cut', () => {
  test.each([
    ['cache+coalescing', 'cache+coal…', 'cache+co...'],
    ['热点热点热点热点', '热点热点热…', '热点热点...'],
    ['a\u2028b', 'a\\u{2028}b', 'a\\u{2028}b'],
    ['\u202e\u202e', '\\u{202e}\\u…', '\\u{202e}...'],
    ['short', 'short', 'short'],
  ])('%j', (name, withSigns, inAscii) => {
    expect(cut(name, 11, pretty)).toBe(withSigns);
    expect(cut(name, 11, plain)).toBe(inAscii);
  });
});

test.each(['cache', '热点热点热点热', PAYLOAD, '\u202e\u2028'.repeat(5000), '🔥 long '.repeat(1500)])(
  'fit fills exactly its columns, whatever the name: %.20j',
  (name) => {
    for (const pen of [plain, pretty]) {
      expect(columnsOf(fit(name, 23, pen))).toBe(23);
      expect(fit(name, 23, pen)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
    }
  },
);
