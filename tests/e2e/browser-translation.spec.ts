import type { Page } from '@playwright/test';
import { bars, dropFiles, expect, openLab, progress, settled, test, testPhotoFile, verdict } from './rig';

/**
 * Does to the page what a browser's translation does, at every change: in the place of each text node comes an element with
 * words of its own, and the node itself is in the page no more. Here the words are the same ones in guillemets.
 */
function translate(): void {
  const SKIPPED = 'script, style, textarea, svg, [translate="no"], .notranslate';
  const replace = (node: Node): void => {
    if (node instanceof Element && node.matches(SKIPPED)) return;
    if (!(node instanceof Text)) {
      for (const child of [...node.childNodes]) replace(child);
      return;
    }
    const parent = node.parentElement;
    if (!parent || parent.closest(SKIPPED) || parent.tagName === 'FONT' || !node.data.trim()) return;
    // What browsers write when they translate, deprecated or not.
    const [outer, inner] = ['font', 'font'].map((name) => document.createElement(name)) as [
      HTMLElement,
      HTMLElement,
    ];
    inner.textContent = node.data;
    inner.dataset['translated'] = '';
    outer.append(inner);
    parent.replaceChild(outer, node);
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof Text) replace(target);
      addedNodes.forEach(replace);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
}

/** The texts that a translation may touch although a number or a class's name (here `class 3`) stands in them. */
const touchable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node.parentElement?.closest('script, style, textarea, [translate="no"]')) continue;
      const text = node.textContent ?? '';
      // A name whose number alone is left in peace ends with its noun.
      if (/\p{N}|[“(]class $|^class $/u.test(text)) found.push(text);
    }
    return found;
  });
const untouched = async (page: Page, where: string): Promise<void> => {
  expect.soft(await touchable(page), where).toEqual([]);
};

const view = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

test('a page that the browser translates stays whole and in step through the whole journey', async ({
  page,
}) => {
  await page.addInitScript(translate);
  await openLab(page);
  await settled(page);
  expect(await page.locator('[data-translated]').count()).toBeGreaterThan(50);
  const picture = page.getByRole('complementary', { name: 'Picture' });
  const stage = page.getByRole('main');

  for (const [seed, width, height] of [
    [5, 90, 60],
    [6, 80, 80],
  ] as const) {
    await dropFiles(page, testPhotoFile(seed, width, height));
    await expect(picture).toContainText(`photo-${seed}.png`);
    await expect(picture).toContainText(`${width} × ${height} squashed to 64 × 64`);
    await settled(page);
  }
  const before = await verdict(page).innerText();
  await bars(page).nth(1).click();
  await expect(verdict(page)).not.toHaveText(before);
  // The network's own words are nobody's to translate, in the middle of a sentence too.
  await expect(verdict(page).locator('[translate="no"]').first()).toHaveText(/^class \d+$/);
  await expect(verdict(page).locator('[translate="no"] [data-translated]')).toHaveCount(0);

  await untouched(page, 'the map');

  for (const [name, shown] of [
    ['Compare', /Done · 2 maps/],
    ['Believe it?', /control: ρ/],
    ['Limits', /rank correlation is ρ/],
    ['Locate', /Done · .* box/],
    ['Map', /Done/],
  ] as const) {
    await page
      .locator('label')
      .filter({ hasText: new RegExp(`^${name.replace('?', '\\?')}$`) })
      .click();
    await expect(view(page, name)).toBeChecked();
    await expect(stage).toContainText(shown);
    await expect(stage).not.toContainText('could not be');
    if (name === 'Compare') await page.getByRole('button', { name: /^Map of photo-6 .*: open/ }).click();
    if (name === 'Limits') {
      await page.getByRole('button', { name: 'Start the sweep' }).click();
      await expect(page.getByRole('region', { name: 'Sweep' })).toContainText(/At .* contrast/);
      await untouched(page, 'Limits, low contrast');
      await page.getByRole('tab', { name: 'A straight line' }).click();
      await expect(stage).toContainText('Done · 25 of 25 pictures');
    }
    await untouched(page, name);
    if (name === 'Compare') await page.keyboard.press('Escape');
  }
  for (const exercise of ['Fooling', 'Class visualisation', 'Saliency']) {
    await page.getByRole('tab', { name: exercise }).click();
    await page.getByRole('group', { name: 'Run' }).getByRole('button').first().click();
    await expect(progress(page)).toContainText(/Done|Kept|\d/, { timeout: 60_000 });
    await untouched(page, exercise);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.getByRole('menuitem', { name: 'Manage networks…' }).click();
  await expect(page.getByRole('dialog')).toContainText('In use');
  await untouched(page, 'Networks');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.getByRole('menuitem', { name: /slim/i }).first().click();
  await expect(page.getByRole('button', { name: /^Network: .*slim/i })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^Network:/ })).toContainText(/slim/i);
  await expect(picture).toContainText(/squashed to (?!64)/);
  await expect(page.getByRole('alert').filter({ hasText: 'could not be drawn' })).toHaveCount(0);
});
