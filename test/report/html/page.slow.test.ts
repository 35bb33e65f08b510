/**
 * The page in a real browser: nothing runs, nothing is fetched, nothing is wider than a phone; what is to be seen is seen
 * on screens of two widths, in both schemes and on paper. Needs Chromium.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFiles } from '../../../src/report/files.ts';
import { blackFriday } from '../../support/comparison.ts';
import { hostile, PAYLOAD } from '../../support/hostile.ts';

/** A4 on its side within margins of 12 mm, at 96 pixels an inch. */
const PAPER_PX = Math.floor(((297 - 24) / 25.4) * 96);

/** Counts the pixels of an image by colour. In the browser, as are the next two: text, since tests know no document. */
const COUNTS = `async (uri) => {
  const image = await createImageBitmap(await (await fetch(uri)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data.slice(i, i + 3).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts];
}`;

/** Contrasts between words and what lies behind them, by the formula of WCAG 2.2. */
const CONTRASTS = `(selector) => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = (element) => {
    const colour = rgb(getComputedStyle(element).backgroundColor);
    return colour[3] === 0 ? behind(element.parentElement) : colour;
  };
  return [...document.querySelectorAll(selector)].filter((one) => one.textContent.trim() !== '').map((one) => {
    const style = getComputedStyle(one);
    const ends = [rgb(one.closest('svg') ? style.fill : style.color), behind(one)].map(luminance).sort((a, b) => b - a);
    return (ends[0] + 0.05) / (ends[1] + 0.05);
  });
}`;

const EDGES = `(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const { right } = one.getBoundingClientRect();
  return { right, isSeen: one.checkVisibility() };
})`;

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(executablePath))('the page in a browser', () => {
  let browser: Browser;
  let friday: string;
  beforeAll(async () => {
    friday = await pageOf(blackFriday(), 'name: as written');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
  }, 120_000);
  afterAll(() => browser.close());

  async function open(html: string, width = 1280) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('http://report.test/');
    await page.waitForLoadState('load');
    return {
      page,
      complaints,
      others: requests.filter((url) => url !== 'http://report.test/' && !url.startsWith('data:')),
    };
  }

  const ran = () => (globalThis as unknown as { hostile?: number }).hostile === 1;
  const pageOf = async (comparison: Parameters<typeof reportFiles>[0], scenarioText: string) =>
    String((await reportFiles(comparison, { scenarioText, resolved: {} })).get('report.html'));

  it('would notice a script that runs', async () => {
    const { page } = await open(`<!doctype html><p>${PAYLOAD}</p>`);
    expect(await page.evaluate(ran)).toBe(true);
  });

  it('runs and fetches nothing, whatever the names', async () => {
    const { page, complaints, others } = await open(await pageOf(hostile(), PAYLOAD));
    expect(await page.evaluate(ran)).toBe(false);
    expect([complaints, others]).toEqual([[], []]);
    expect(await page.locator('script, img, iframe, link').count()).toBe(0);
    expect(await page.locator('h1').innerText()).toContain('</script>');
  });

  it.each([390, 1280])('is not wider than a screen of %d pixels', async (width) => {
    const { page } = await open(friday, width);
    const root = 'document.documentElement';
    expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
  });

  it('shows its style and its charts in both schemes', async () => {
    const { page } = await open(friday);
    const paper = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(`getComputedStyle(document.querySelector('.marks rect')).fill`);
    };
    expect([await paper('light'), await paper('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(21, 25, 31)']);
  });

  describe.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %d pixels, %s', (width, colorScheme) => {
    let page: Page;
    beforeAll(async () => {
      ({ page } = await open(friday, width));
      await page.emulateMedia({ colorScheme });
    });
    afterAll(() => page.close());

    it('the verdict is seen without scrolling', async () => {
      const box = (await page.locator('.verdict').boundingBox())!;
      expect(box.y + box.height).toBeLessThan(800);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(await coloursIn(await page.screenshot())).toBeGreaterThan(50);
    });

    it('the first chart is drawn in many colours, those of the scheme', async () => {
      const chart = await page.locator('figure .box').first().screenshot();
      expect(await coloursIn(chart)).toBeGreaterThan(50);
      expect(await commonestColour(chart)).toEqual(colorScheme === 'light' ? [255, 255, 255] : [21, 25, 31]);
    });

    it('the table ends inside its box, or can be moved there', async () => {
      const [over, last, right] = (await page.evaluate(`(() => {
        const box = document.querySelector('.comparison').parentElement;
        const over = box.scrollWidth - box.clientWidth;
        box.scrollLeft = over;
        const edge = (element) => element.getBoundingClientRect().right;
        return [over, edge(box.querySelector('tbody tr').lastElementChild), edge(box)];
      })()`)) as [number, number, number];
      expect(last).toBeLessThanOrEqual(right);
      expect(right).toBeLessThanOrEqual(width);
      if (width === 1280) expect(over).toBe(0);
    });

    // WCAG 2.2, 1.4.3 and 1.4.11: 4.5 to 1 for words, 3 to 1 for signs.
    it.each([
      ['h1, h2, p, li, th, td, small, figcaption, summary, code, dt, dd, .marks text', 4.5],
      ['.better, .worse, .same, .held, .failed, .undecided', 3],
    ])('the contrast of %s is at least %f', async (selector, least) => {
      const contrasts = (await page.evaluate(`(${CONTRASTS})(${JSON.stringify(selector)})`)) as number[];
      expect(contrasts.length).toBeGreaterThan(50);
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(least);
    });
  });

  it('prints what is folded away, and nothing wider than the paper', async () => {
    const { page } = await open(friday, PAPER_PX);
    const edges = () =>
      page.evaluate(`(${EDGES})('svg.marks, table, pre')`) as Promise<{ right: number; isSeen: boolean }[]>;
    const seen = (all: readonly { isSeen: boolean }[]) => all.filter(({ isSeen }) => isSeen).length;
    const before = await edges();
    expect(seen(before)).toBeLessThan(before.length);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const printed = await edges();
    expect(printed.length).toBeGreaterThan(50);
    expect(seen(printed)).toBe(printed.length);
    expect(Math.max(...printed.map(({ right }) => right))).toBeLessThanOrEqual(PAPER_PX);
    expect(await page.evaluate(`getComputedStyle(document.body).color`)).toBe('rgb(31, 35, 40)');
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const [width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.slice(1).map(Number);
    expect(width).toBeGreaterThan(height!);
  });

  /** How many colours a screenshot has. */
  async function coloursIn(png: Buffer): Promise<number> {
    return (await coloursOf(png)).size;
  }

  async function commonestColour(png: Buffer): Promise<number[]> {
    const [[commonest]] = [...(await coloursOf(png))].sort(([, a], [, b]) => b - a) as [[string, number]];
    return commonest.split(',').map(Number);
  }

  /** Pixels of a screenshot by their colour. */
  async function coloursOf(png: Buffer): Promise<Map<string, number>> {
    const page = await browser.newPage();
    const counts = await page.evaluate(`(${COUNTS})('data:image/png;base64,${png.toString('base64')}')`);
    await page.close();
    return new Map(counts as [string, number][]);
  }
});
