import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HtmlValue, html, trusted } from '../../../src/report/html/tag.ts';

describe('html', () => {
  it('escapes what is not markup, in text and in quoted attributes', () => {
    expect(html`<p title="${'"><script>'}">${`a & 'b'`}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">a &amp; &#39;b&#39;</p>',
    );
  });

  it('joins arrays, keeps markup, leaves out what is not there', () => {
    const items: HtmlValue = ['<', html`<b>${1}</b>`, null, undefined, false, [2, ['&']]];
    expect(html`[${items}]`.text).toBe('[&lt;<b>1</b>2&amp;]');
  });

  it('takes trusted markup as it is', () => {
    expect(html`${trusted('<svg/>')}`.text).toBe('<svg/>');
  });

  it('lets no text out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, inside] = /^<i>(.*)<\/i>$/s.exec(html`<i>${text}</i>`.text)!;
        expect(inside).not.toMatch(/[<>"']/);
        expect(inside!.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
      { seed: 1866 },
    );
  });
});
