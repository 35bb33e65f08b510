/** The page in a real browser: nothing runs, nothing is fetched, nothing is wider than a phone. Needs Chromium. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFiles } from '../../../src/report/files.ts';
import { blackFriday } from '../../support/comparison.ts';
import { hostile, PAYLOAD } from '../../support/hostile.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(executablePath))('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
  });
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
    const { page } = await open(await pageOf(blackFriday(), ''), width);
    const root = 'document.documentElement';
    expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
  });

  it('shows its style and its charts in both schemes', async () => {
    const { page } = await open(await pageOf(blackFriday(), ''));
    const paper = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(`getComputedStyle(document.querySelector('.marks rect')).fill`);
    };
    expect([await paper('light'), await paper('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(21, 25, 31)']);
  });
});
