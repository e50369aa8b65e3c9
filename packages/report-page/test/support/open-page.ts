import type { ReportPageData } from '@wxdi/report-page';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportPage } from '@wxdi/report-page';
import { expect, onTestFinished } from 'vitest';

interface Options extends BrowserContextOptions {
  /** Whether the test itself does what the policy of the page forbids, which the console reports. */
  readonly violatesPolicy?: boolean;
}

export type OpenPage = (data: ReportPageData, options?: Options) => Promise<Page>;

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 900 },
};

/**
 * Opens a report from a file, as a user does. At the end of the test, the page must not have requested anything but
 * itself, nor have written to the console, nor have thrown.
 */
export const pageOpener = (browser: Browser, folder: string): OpenPage => {
  let pages = 0;
  return async (data, { violatesPolicy = false, ...options } = {}) => {
    const file = join(folder, `report-${(pages += 1)}.html`);
    await writeFile(file, reportPage(data));
    const url = pathToFileURL(file).href;
    const context = await browser.newContext({ viewport: sizes.desktop, ...options });
    const page = await context.newPage();
    const seen: string[] = [];
    context.on('request', (request) => seen.push(`request ${request.url()}`));
    page.on('console', (message) => seen.push(`console ${message.text()}`));
    page.on('pageerror', (error) => seen.push(`error ${error.message}`));
    page.on('dialog', (dialog) => seen.push(`dialog ${dialog.message()}`));
    onTestFinished(async () => {
      await context.close();
      const isReported = (line: string): boolean =>
        violatesPolicy && /^console .*Content Security Policy/.test(line);
      expect(seen.filter((line) => !isReported(line))).toEqual([`request ${url}`]);
    });
    await page.goto(url);
    return page;
  };
};

/** The texts of a column, from 1, of the rows that are shown. */
export const column = (page: Page, number: number): Promise<string[]> =>
  page
    .locator(`tbody tr:visible > :nth-child(${number})`)
    .evaluateAll((cells) => cells.map(({ textContent }) => textContent.trim()));
