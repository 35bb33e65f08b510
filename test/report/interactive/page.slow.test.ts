/** The interactive page in a real browser: what a pointer, a wheel, a key and a name can do. Needs Chromium. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/experiment/result.ts';
import { reportFiles } from '../../../src/report/files.ts';
import { formatValue } from '../../../src/report/format.ts';
import { blackFriday } from '../../support/comparison.ts';
import { hostile, PAYLOAD } from '../../support/hostile.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** The first panel of the first chart: browsing under the baseline, 480 px for 360 s. */
const LATENCY = 'svg[data-chart="latency-over-time"]';
const THROTTLES = 'svg[data-chart="throttles-over-time"]';
const HEAT = 'svg[data-chart$="-heat"]';
const SLICE_S = 1.5;

describe.skipIf(!existsSync(executablePath))('the interactive page in a browser', () => {
  const comparison = blackFriday();
  let browser: Browser;
  let html: string;
  let page: Page;
  let complaints: string[];
  let requests: string[];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
    html = await pageOf(comparison);
  }, 120_000);
  beforeEach(() => open(html));
  afterAll(() => browser.close());

  async function pageOf(one: Comparison): Promise<string> {
    const files = await reportFiles(one, { scenarioText: PAYLOAD, resolved: {} }, ['interactive']);
    return String(files.get('report.html'));
  }

  async function open(text: string, width = 1280): Promise<void> {
    page = await browser.newPage({ viewport: { width, height: 900 } });
    complaints = [];
    requests = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: text }));
    await page.goto('http://report.test/');
  }

  /** The screen's place of a time in the first panel of a chart; its ticks lie at round times. */
  async function placeOf(chart: string, seconds: number): Promise<{ x: number; y: number }> {
    await page.locator(chart).first().scrollIntoViewIfNeeded();
    const ticks = chart === HEAT ? '.map_ticks' : '.concat_0_ticks';
    const box = (await page.locator(`${chart} ${ticks}`).first().boundingBox())!;
    return { x: box.x + (seconds / 360) * box.width, y: box.y - (chart === HEAT ? 8 : 30) };
  }

  async function hover(chart: string, seconds: number): Promise<string[]> {
    const { x, y } = await placeOf(chart, seconds);
    await page.mouse.move(x, y);
    return page.locator('.tip:visible').evaluateAll(([tip]) => {
      const nodes = (tip as { childNodes: Iterable<{ textContent: string }> } | undefined)?.childNodes ?? [];
      return [...nodes].map(({ textContent }) => textContent);
    });
  }

  async function drag(chart: string, from: number, to: number): Promise<void> {
    const [a, b] = [await placeOf(chart, from), await placeOf(chart, to)];
    await page.mouse.move(a.x, a.y);
    await page.mouse.down();
    await page.mouse.move(b.x, b.y, { steps: 3 });
    await page.mouse.up();
  }

  const labels = (chart: string, group: string) => page.locator(`${chart} .${group}_labels text`).allTextContents();
  const timesOf = async (chart: string, panel = 'concat_12') => (await labels(chart, panel)).map(Number);
  const measured = (series: string, seconds: number) =>
    comparison.plans[0]!.series.find(({ name }) => name === series)!.values[Math.floor(seconds / SLICE_S)]!;

  it('complains about nothing and fetches nothing, whatever is done to it', async () => {
    await hover(LATENCY, 90);
    await drag(LATENCY, 60, 120);
    await hover(HEAT, 90);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    await hover('svg[data-chart="percentiles"]', 90);
    await page.keyboard.press('Escape');
    expect([complaints, requests.filter((url) => !url.startsWith('data:'))]).toEqual([[], ['http://report.test/']]);
  });

  it('shows the numbers under the pointer', async () => {
    const words = await hover(LATENCY, 90.75);
    const [p50, p99] = ['p50', 'p99'].map((name) => formatValue(measured(`browsing.latencyMs.${name}`, 90.75), 'ms'));
    expect(words).toEqual(['90.75\u00a0s', 'p50', p50, 'p99', p99]);
    expect(await page.locator('.sign.dot').count()).toBe(2);
    expect(await page.locator('.sign.cross').count()).toBe(6);
    await page.mouse.move(3, 3);
    expect(await page.locator('.tip:visible, .sign').count()).toBe(0);
  });

  it('shows a partition and its heat under the pointer', async () => {
    const { rows, partitions, keys } = comparison.plans[0]!.heat;
    const last = rows.length - 1;
    const heat = rows[last]![Math.floor(90.75 / SLICE_S)]!;
    const name = [`p${partitions[last]}`, ...keys[last]!].join(' ');
    expect(await hover(HEAT, 90.75)).toEqual([
      `90.75\u00a0s, ${name}`,
      'offered ÷ capacity',
      formatValue(heat, 'ratio'),
    ]);
  });

  it('zooms all charts over time by a drag over one, and back by a key, a button or two clicks', async () => {
    const whole = await page.locator(THROTTLES).innerHTML();
    const zoomed = async (isZoomed: boolean) => {
      const times = await timesOf(THROTTLES, 'concat_8');
      expect([times[0]! >= 59, times.at(-1)! <= 121]).toEqual([isZoomed, isZoomed]);
      expect((await page.locator(THROTTLES).innerHTML()) === whole).toBe(!isZoomed);
    };
    await zoomed(false);
    for (const back of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'whole run' }).click(),
      async () => page.mouse.dblclick((await placeOf(LATENCY, 90)).x, (await placeOf(LATENCY, 90)).y),
    ]) {
      await drag(LATENCY, 60, 120);
      await zoomed(true);
      expect(Math.max(...(await timesOf(`main > figure ${HEAT}`, 'map')))).toBeLessThan(121);
      await back();
      await zoomed(false);
    }
  });

  it('draws a line of what is zoomed to within its panel, through the same values', async () => {
    await page.getByRole('spinbutton', { name: 'from' }).fill('60');
    await page.getByRole('spinbutton', { name: 'to' }).fill('120');
    await page.keyboard.press('Tab');
    const path = await page.locator(`${LATENCY} .concat_0_layer_5_marks path`).first().getAttribute('d');
    const points = path!.match(/-?[\d.]+,-?[\d.]+/g)!.map((point) => point.split(',').map(Number));
    expect(points.length).toBeGreaterThanOrEqual(60 / SLICE_S);
    for (const [x] of points) expect(x! >= 0 && x! <= 480).toBe(true);
    const words = await hover(LATENCY, 0.5 * 360);
    expect(words.slice(0, 3)).toEqual([
      '90.75\u00a0s',
      'p50',
      formatValue(measured('browsing.latencyMs.p50', 90.75), 'ms'),
    ]);
  });

  it('zooms by the wheel while Ctrl is held, and scrolls without', async () => {
    const { x, y } = await placeOf(LATENCY, 90);
    await page.mouse.move(x, y);
    const scrolled = () => page.evaluate<number>('scrollY');
    const before = await scrolled();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await expect.poll(() => page.locator('button.whole').isEnabled()).toBe(true);
    expect(await scrolled()).toBe(before);
    await page.keyboard.press('Escape');
    await page.mouse.wheel(0, 200);
    await expect.poll(scrolled).toBeGreaterThan(before);
    expect(await page.locator('button.whole').isEnabled()).toBe(false);
  });

  it('draws what is in closed details when they open', async () => {
    await page.getByRole('button', { name: 'heat', exact: true }).click();
    const chart = 'svg[data-chart="plan-01-none-latency"]';
    expect(Math.max(...(await timesOf(chart, 'concat_2')))).toBe(360);
    await page
      .locator('details', { has: page.locator(chart) })
      .locator('summary')
      .click();
    await expect.poll(async () => Math.max(...(await timesOf(chart, 'concat_2')))).toBe(120);
  });

  it('keeps the colours of both schemes while zoomed', async () => {
    await drag(LATENCY, 60, 120);
    const stroke = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(`getComputedStyle(document.querySelector('${LATENCY} [stroke="#0072b2"]')).stroke`);
    };
    expect([await stroke('light'), await stroke('dark')]).toEqual(['rgb(0, 114, 178)', 'rgb(86, 180, 233)']);
  });

  it.each([390, 1280])('is not wider than a screen of %d pixels', async (width) => {
    await open(html, width);
    const root = 'document.documentElement';
    expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
  });

  it('runs no name', async () => {
    await open(await pageOf(hostile()));
    await hover(LATENCY, 90);
    await drag(LATENCY, 60, 120);
    await hover(HEAT, 300);
    expect(await page.locator('.tip').innerText()).toContain('<script>');
    expect(await page.evaluate('window.hostile')).toBeUndefined();
    expect(await page.locator('img, iframe, link').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
