import { OTHER_MACHINE } from '../../testing/other-machine';
import { expect, settled, test } from './rig';

// A classroom's page: from another machine over plain http, where a browser offers no secure context.

test('a page from another machine over plain http draws its map, and says what the browser withholds', async ({
  page,
  pageErrors,
}) => {
  const here = new URL(process.env['LUCARNE_URL'] ?? '');
  await page.goto(`http://${OTHER_MACHINE}:${here.port}/`);
  await page.evaluate(() => window.lucarne.ready);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await settled(page);
  await page.getByRole('button', { name: 'More ways to open a picture' }).click();
  await page.getByRole('menuitem', { name: 'Paste from the clipboard' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'plain http' })).toContainText('Ctrl+V');
  await page.getByRole('button', { name: /^Network:/ }).click();
  await page.getByRole('menuitem', { name: 'About this network' }).click();
  const about = page.getByRole('dialog');
  await about.getByRole('button', { name: /Copy/ }).first().click();
  await expect(about.getByRole('button', { name: /Copied/ }).first()).toBeVisible();
  // The browser itself says that it will not isolate such a page.
  const left = pageErrors.filter(
    (line) => !line.includes('Cross-Origin-Opener-Policy header has been ignored'),
  );
  pageErrors.splice(0, pageErrors.length, ...left);
});
