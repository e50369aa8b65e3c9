import type { Page } from 'playwright-core';
import type { OpenPage } from './support/open-page.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportPage } from '@wxdi/report-page';
import { hasChromium, startChromium } from '@wxdi/testkit/chromium';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts, withNames } from './support/hostile.js';
import { column, pageOpener, sizes } from './support/open-page.js';
import { noRuns, reportOf, sampleNight } from './support/sample.js';

const night = sampleNight(14, 90);
const oneRun = reportOf({
  jobs: [{ id: 'j', name: 'orders_load' }],
  runs: [{ id: 'r', jobId: 'j', state: 'Completed', startedAt: '2026-10-18T02:14:05Z', durationSeconds: 12 }],
});
const hostile = withNames(sampleNight(24, 60), (n) => hostileTexts[n % hostileTexts.length] ?? '');

const inRepository = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What axe-core finds: the rule and the element. */
const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<axe.AxeResults> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
};

describe.skipIf(!hasChromium)('in a real browser', () => {
  let open: OpenPage;
  const closers: (() => unknown)[] = [];

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wxdi-report-'));
    closers.push(() => rm(folder, { recursive: true }));
    const { browser, close } = await startChromium();
    closers.unshift(close);
    open = pageOpener(browser, folder);
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  it('the table begins with the newest run, and a heading sorts it by text, number or duration', async () => {
    const run = (id: string, startedAt: string, durationSeconds: number, rowsRead: number) => ({
      ...{ id, jobId: `job ${id}`, state: 'Completed', startedAt: `2026-10-18T${startedAt}Z` },
      ...{ durationSeconds, rowsRead },
    });
    const runs = [
      run('b', '01:00:00', 7_200, 1_000_000),
      run('a', '02:00:00', 59, 999),
      run('c', '00:00:00', 600, 20_000),
    ];
    const page = await open(reportOf({ runs }));
    const order = async (heading: string): Promise<string> => {
      await page.getByRole('button', { name: heading, exact: true }).click();
      return (await column(page, 7)).join('');
    };
    expect((await column(page, 7)).join('')).toBe('abc');
    expect(await order('Duration')).toBe('acb');
    expect(await order('Duration')).toBe('bca');
    expect(await page.getByRole('columnheader', { name: 'Duration' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(await order('Rows read')).toBe('acb');
    expect(await order('Job')).toBe('abc');
    expect(await order('Started')).toBe('cba');
    expect(await page.locator('[aria-sort]').allTextContents()).toEqual(['Started']);
  });

  it('the keyboard reaches a heading and sorts', async () => {
    const page = await open(night);
    await page.getByRole('button', { name: 'Job', exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Duration');
    await page.keyboard.press('Enter');
    expect(await page.locator('[aria-sort=ascending]').textContent()).toBe('Duration');
  });

  it('runs are found by words, by job and by state, and the number of matches is announced', async () => {
    const page = await open(night);
    const all = night.runs.length;
    const failed = night.failed.length;
    const number = page.getByRole('status');
    expect(await number.textContent()).toBe(`${all} runs`);
    await page.getByRole('combobox', { name: 'State' }).selectOption('Failed');
    expect(await number.textContent()).toBe(`${failed} of ${all} runs`);
    expect(await column(page, 2)).toEqual(Array(failed).fill('Failed'));
    await page.getByRole('combobox', { name: 'Job' }).selectOption('customers_load');
    expect(new Set(await column(page, 1))).toEqual(new Set(['customers_load']));
    await page.getByLabel('Find').fill('no such run');
    expect(await number.textContent()).toBe(`0 of ${all} runs`);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => number.textContent()).toBe(`${all} runs`);
    await page.getByLabel('Find').fill('RETURNS 2026-10-18');
    const days = await column(page, 3);
    expect(new Set(await column(page, 1))).toEqual(new Set(['returns_load', 'returns_clean']));
    expect(days.every((start) => start.startsWith('2026-10-18'))).toBe(true);
  });

  it('a state of the summary and the runs of a job are links that filter the table', async () => {
    const page = await open(night);
    await page.getByRole('link', { name: /^CompletedWithWarnings/ }).click();
    expect(new Set(await column(page, 2))).toEqual(new Set(['CompletedWithWarnings']));
    const card = page.getByRole('article', { name: 'prices_load' });
    await card.getByRole('link').click();
    expect(new Set(await column(page, 1))).toEqual(new Set(['prices_load']));
    expect(new Set(await column(page, 2)).has('Completed')).toBe(true);
  });

  it('a bar shows its run under the pointer, and leads to its row even if a filter hides it', async () => {
    const page = await open(night);
    await page.getByRole('combobox', { name: 'State' }).selectOption('Completed');
    const bar = page.locator('.lane rect.bad').first();
    const id = await bar.getAttribute('id');
    const row = page.locator(`#${id?.replace('b', 'r')}`);
    const [job, state, start] = await row.locator('> *').allTextContents();
    await bar.hover();
    const tip = page.locator('.tip');
    expect(await tip.innerText()).toContain(`${job}\n${state}, `);
    expect(await tip.innerText()).toContain(`\n${start} UTC`);
    await bar.click();
    expect(await tip.isVisible()).toBe(false);
    await expect.poll(() => row.evaluate((element) => element.matches(':target'))).toBe(true);
    expect(await row.isVisible()).toBe(true);
    expect(await row.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true);
  });

  it('a dot of a chart shows the nearest run under the pointer', async () => {
    const page = await open(oneRun);
    const chart = page.locator('.card .dots');
    const { x = 0, y = 0, width = 0 } = (await chart.boundingBox()) ?? {};
    const place = (20 + 14 / 60) / 24;
    await page.mouse.move(x + width * place + 5, y + 20);
    expect(await page.locator('.tip').innerText()).toBe(
      'orders_load\nCompleted, 12s\n2026-10-18 02:14:05 UTC',
    );
    await page.mouse.move(x + width * 0.2, y + 20);
    expect(await page.locator('.tip').isVisible()).toBe(false);
  });

  it('without JavaScript, charts and table are there, links lead to rows, and no dead control is shown', async () => {
    const page = await open(night, { javaScriptEnabled: false });
    expect(await page.locator('tbody tr:visible').count()).toBe(night.runs.length);
    expect(await page.locator('.lane rect').count()).toBe(night.runs.length);
    expect(await page.locator('.card .dots path').first().isVisible()).toBe(true);
    expect(await page.locator('input:visible, select:visible, button:visible').count()).toBe(0);
    await page.locator('#failed .list a[href^="#r"]').first().click();
    expect(await page.locator('tr:target td').first().textContent()).toBe('Failed');
  });

  it('nothing runs or is loaded that the page does not have itself', async () => {
    const page = await open(noRuns, { violatesPolicy: true });
    const blocked = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        directives.push(event.effectiveDirective),
      );
      const add = (name: string, attributes: Record<string, string>, text = ''): void => {
        const element = Object.assign(document.createElement(name), { textContent: text });
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        document.body.append(element);
      };
      add('script', {}, 'document.title = "hacked"');
      add('style', {}, 'body { display: none }');
      add('p', { onclick: 'document.title = "hacked"', style: 'color: red' });
      add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' });
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
      document.querySelector<HTMLElement>('p[onclick]')?.click();
      await new Promise((resolve) => setTimeout(resolve));
      return { directives: directives.toSorted(), title: document.title };
    });
    expect(blocked.title).not.toBe('hacked');
    expect(blocked.directives).toEqual([
      'connect-src',
      'img-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
    ]);
  });

  it.each([
    { name: 'a night', data: sampleNight(6, 30), colorScheme: 'light' },
    { name: 'a night', data: sampleNight(6, 30), colorScheme: 'dark' },
    { name: 'hostile texts', data: hostile, colorScheme: 'light' },
    { name: 'no runs', data: noRuns, colorScheme: 'dark' },
    { name: 'one run', data: oneRun, colorScheme: 'light' },
  ] as const)('axe-core finds no violation with $name, in $colorScheme', async ({ data, colorScheme }) => {
    const page = await open(data, { colorScheme });
    await page.evaluate(() =>
      document.querySelectorAll('details').forEach((details) => (details.open = true)),
    );
    expect(await violations(page)).toEqual([]);
  });

  it.each(
    Object.entries(sizes).flatMap(([name, viewport]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ name, viewport, colorScheme })),
    ),
  )('fits on a $name, in $colorScheme', async ({ name, viewport, colorScheme }) => {
    const page = await open(night, { viewport, colorScheme });
    const seen = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      background: getComputedStyle(document.body).backgroundColor,
      smallest: Math.min(
        ...Array.from(document.querySelectorAll('h2, .name, td, .card p'), (element) =>
          parseFloat(getComputedStyle(element).fontSize),
        ),
      ),
    }));
    expect(seen.width).toBe(viewport.width);
    expect(seen.background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(17, 21, 28)');
    expect(seen.smallest).toBeGreaterThanOrEqual(12);
    const { width = 0 } = (await page.locator('.lane').first().boundingBox()) ?? {};
    expect(width).toBeGreaterThan(340);
    await page.screenshot({
      path: inRepository(`packages/report-page/reports/${name}-${colorScheme}.png`),
      fullPage: true,
    });
  });

  it('hostile texts make no element, and are shown', async () => {
    const elements = (page: Page): Promise<Record<string, number>> =>
      page.evaluate(() => {
        const numbers: Record<string, number> = {};
        for (const { localName } of document.querySelectorAll(':not(option)')) {
          numbers[localName] = (numbers[localName] ?? 0) + 1;
        }
        return numbers;
      });
    const page = await open(hostile);
    expect(await elements(page)).toEqual(
      await elements(await open(withNames(sampleNight(24, 60), () => 'x'))),
    );
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    const text = await page.locator('#timeline').innerText();
    expect(text).toContain('<script>hacked=1</script>');
    expect(text).toContain('evil\\u202etxt.exe');
  });

  it('on paper, everything is unfolded, fits, and no control is printed', async () => {
    const page = await open(night, { viewport: { width: 720, height: 1000 } });
    const idle = page.getByText('yearly_close');
    expect(await idle.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await idle.isVisible()).toBe(true);
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(720);
  });

  it('2,000 runs take less than two seconds to load and show', async () => {
    const page = await open(noRuns);
    const session = await page.context().newCDPSession(page);
    // Time of the processor, since other tests run at the same time.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const seconds = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
    };
    const before = await seconds();
    const data = sampleNight(40, 1_765);
    await page.setContent(reportPage(data));
    await page.screenshot();
    expect((await seconds()) - before).toBeLessThan(2);
    expect(await page.locator('tbody tr:visible').count()).toBe(data.runs.length);
  });

  it('is photographed for the documentation', async () => {
    const folder = process.env['UPDATE_DOCS'] === '1' ? 'docs/images' : 'packages/report-page/reports';
    const sample = sampleNight(14, 150);
    const desktop = await open(sample, { colorScheme: 'light', viewport: { width: 1280, height: 1400 } });
    await desktop.screenshot({ path: inRepository(`${folder}/report-desktop-light.png`) });
    const phone = await open(sample, { colorScheme: 'dark', viewport: sizes.phone });
    await phone.locator('#timeline').evaluate((element) => element.scrollIntoView());
    await phone.screenshot({ path: inRepository(`${folder}/report-phone-dark.png`) });
  });
});
