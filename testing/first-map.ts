import type { Page } from '@playwright/test';
import { pageScripts } from './page-scripts';

/** What a first visit fetches, by what it is for. */
export const PARTS = ['page', 'workers', 'network', 'pictures'] as const;
export type Part = (typeof PARTS)[number];

/** One file that a page asked for. */
export interface AskedFile {
  readonly url: string;
  readonly part: Part;
}

/** Has the browser say to a page and to its engine's worker that data are saved: then nothing comes ahead, however slow all is. */
export async function saveData(page: Page): Promise<void> {
  const said = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });";
  await page.addInitScript(said);
  await page.route(/\/assets\/worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: said + (await response.text()) });
  });
}

/**
 * Notes what a page asks for until its first map is drawn: not what the map brings, as its card, nor what comes ahead for later.
 * To be called before the page is opened at `address`; the function that it gives, after the map.
 */
export async function watchFirstMap(page: Page): Promise<(address: string) => Promise<readonly AskedFile[]>> {
  await page.addInitScript(() => {
    const look = (): void => {
      if (!document.querySelector('.progress')?.textContent.includes('Done')) return;
      observer.disconnect();
      document.documentElement.dataset['firstMapAt'] = String(Date.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
  const asked = new Map<string, () => number>();
  page.on('request', (request) => {
    const at = Date.now();
    if (!asked.has(request.url())) {
      asked.set(request.url(), () => (request.timing().startTime > 0 ? request.timing().startTime : at));
    }
  });
  return async (address) => {
    const mapAt = Number(await page.locator('html').getAttribute('data-first-map-at'));
    const urls = [...asked].filter(([, at]) => at() <= mapAt).map(([url]) => url);
    const texts = new Map<string, string>();
    for (const url of urls.filter((each) => /(\.js|\/)$/.test(each))) {
      texts.set(url, await (await fetch(url)).text());
    }
    const scripts = pageScripts(texts, address);
    const partOf = (url: string): Part => {
      if (url.includes('/models/')) return 'network';
      if (/\/samples\/|\.jpg$/.test(url)) return 'pictures';
      return url === address || scripts.has(url) || /\.(css|woff2|svg)$/.test(url) ? 'page' : 'workers';
    };
    return urls.map((url) => ({ url, part: partOf(url) }));
  };
}
