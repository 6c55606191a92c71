import type { Page } from '@playwright/test';
import { expect, faultsInBothThemes, notices, openLab, progress, settled, test } from './rig';

/** Ends the page's process, as a crash or a lack of memory does: nothing of it is asked or told. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

const shelf = (page: Page) =>
  page.evaluate(async () =>
    (await window.lucarne.shelf()).map(({ id, exercise, view, step, stopped }) => ({
      id,
      exercise,
      view,
      step,
      stopped,
    })),
  );
const kinds = async (page: Page) =>
  (await shelf(page)).map(({ view, stopped }) => `${view}${stopped ? ' stopped' : ''}`).sort();

/** The last run on the stage, to the last bit. */
const onStage = (page: Page, name: RegExp): Promise<string> =>
  page
    .getByRole('img', { name })
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

const ASCENT = 'network=tiny&class-visualization.iterations=60';
const MADE = /looks like to it$/;

test('the runs of every exercise are there after the page was killed, each shown without a run, and one gone on with to the same last bit', async ({
  page,
  context,
}) => {
  await openLab(page, ASCENT);
  await settled(page);
  await page.getByRole('tab', { name: 'Class visualisation' }).first().click();
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.click();
  await expect(progress(page)).toContainText('Done · 60 steps');
  const straight = await onStage(page, MADE);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(progress(page)).toContainText('paused');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(progress(page)).toContainText('stopped, kept');
  // A view's own work is a card, too.
  const views = page.getByRole('radiogroup', { name: 'What to do with the visualisation' });
  await views.getByText('Layers', { exact: true }).click();
  await expect(progress(page)).toContainText('Done · layers');
  await page.getByRole('tab', { name: 'Fooling' }).first().click();
  await run.click();
  await expect(progress(page)).toContainText('Done');
  await page.getByRole('tab', { name: 'Saliency' }).click();
  await expect
    .poll(() => kinds(page))
    .toEqual(['fooling', 'layers', 'map', 'visualisation', 'visualisation stopped']);
  const made = await shelf(page);
  await kill(page);

  const next = await context.newPage();
  // An exercise that runs nothing by itself: the cards are there before any run, and before a script asks.
  await openLab(next, 'network=tiny&exercise=visualization');
  const strip = next.getByRole('region', { name: 'Shelf' });
  const cards = strip.getByRole('list', { name: 'The newest runs' }).getByRole('button');
  await expect(cards).toHaveCount(made.length);
  expect(await shelf(next)).toEqual(expect.arrayContaining(made));
  await cards.and(next.getByRole('button', { name: /^Layers:/ })).click();
  await expect(
    next.getByRole('list', { name: 'Layers, the last first' }).getByRole('listitem'),
  ).not.toHaveCount(0);
  // Shown by a press, as it was made.
  await cards
    .filter({ has: next.locator('img') })
    .and(next.getByRole('button', { name: /Class visualisation: .+; its class at/ }))
    .click();
  await expect(progress(next)).toContainText('Done · 60 steps');
  await expect.poll(() => onStage(next, MADE)).toBe(straight);
  await test.step('arrow keys go along the strip, which stays hidden for whoever hides it', async () => {
    await cards.first().focus();
    await next.keyboard.press('End');
    await expect(cards.last()).toBeFocused();
    await next.keyboard.press('ArrowRight');
    await next.keyboard.press('ArrowLeft');
    await expect(cards.nth(made.length - 2)).toBeFocused();
    // One of them is a stop of Tab.
    await next.keyboard.press('Tab');
    await expect(strip.getByRole('button', { name: 'The newest runs' })).toBeFocused();
    await next.keyboard.press('Enter');
    await expect(cards).toHaveCount(0);
    expect(await next.evaluate(() => localStorage.getItem('lucarne.shelf.strip'))).toBe('false');
    await next.keyboard.press('Enter');
    await expect(cards).toHaveCount(made.length);
  });

  await strip.getByRole('button', { name: /^Shelf ·/ }).click();
  const dialog = next.getByRole('dialog', { name: 'Shelf' });

  await test.step('two cards compared, and all of it without an accessibility fault', async () => {
    const choose = dialog.getByRole('checkbox', { name: /^Choose “Class visualisation/ });
    for (const each of await choose.all()) await each.check();
    await dialog.getByRole('button', { name: 'Compare the two chosen' }).click();
    await expect(dialog.getByRole('region', { name: 'Two cards compared' }).locator('canvas')).toHaveCount(2);
    expect(await faultsInBothThemes(next, '[role="dialog"]')).toEqual([]);
    // Of two in one place, each is looked at closer, over a shelf that stays.
    await dialog.getByText('Blink', { exact: true }).click();
    await dialog.getByRole('button', { name: /^Look closer: Class visualisation/ }).press('Enter');
    const closer = next.getByRole('dialog', { name: /^Class visualisation/ });
    await expect(closer.locator('canvas')).toBeVisible();
    await next.keyboard.press('Escape');
    await expect(closer).toHaveCount(0);
    await dialog.getByRole('button', { name: /^Save as PNG: Class visualisation/ }).press('Enter');
    const saved = next.waitForEvent('download');
    await next.getByRole('menuitem', { name: '2×' }).press('Enter');
    expect((await saved).suggestedFilename()).toMatch(/class-visualization-.*-result-2x\.png$/);
  });

  await test.step('by keyboard: starred, commented on, deleted and brought back', async () => {
    const star = dialog.getByRole('button', { name: /^Keep: star/ }).first();
    await star.focus();
    await next.keyboard.press('Space');
    await expect(star).toHaveAttribute('aria-pressed', 'true');
    const more = dialog.getByRole('button', { name: /^More for/ }).first();
    await more.press('Enter');
    await next.getByRole('menuitem', { name: 'Name and comment' }).press('Enter');
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('[notes](https://example.org)');
    await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await expect(dialog.getByRole('link', { name: 'notes' })).toHaveAttribute('rel', /noopener/);
    await more.press('Enter');
    await next.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await expect(cards).toHaveCount(made.length - 1);
    await notices(next).getByRole('button', { name: 'Bring back' }).press('Enter');
    await expect(cards).toHaveCount(made.length);
  });

  await dialog.getByRole('button', { name: 'Go on' }).first().click();
  await expect(progress(next)).toContainText('Done · 60 steps');
  await expect.poll(() => onStage(next, MADE)).toBe(straight);
});
