import { bars, expect, faultsInBothThemes, figures, test, verdict } from './rig';

test('every exercise is on one screen at 1280 x 800, and has no accessibility fault in either theme', async ({
  lab: page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const exercise of ['Saliency', 'Fooling', 'Class visualisation']) {
    await page.getByRole('tab', { name: exercise }).click();
    const curves = page.getByRole('img', { name: /^Live curve/ });
    await expect(curves).toHaveCount(exercise === 'Saliency' ? 0 : 1);
    for (const part of [
      ...(await curves.all()),
      ...(await figures(page).all()),
      verdict(page),
      page.getByRole('group', { name: 'Run' }),
      bars(page).nth(4),
    ]) {
      await expect(part).toBeInViewport({ ratio: 0.98 });
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(overflow).toBeLessThanOrEqual(0);

    // What a pointer rests on has its tooltip, which is looked at too.
    await page.getByRole('button', { name: 'Run', exact: true }).hover();
    await expect(page.getByRole('tooltip').first()).toBeVisible();
    const more = page.getByRole('button', { name: 'More settings' });
    if ((await more.getAttribute('aria-expanded')) !== 'true') await more.click();
    expect.soft(await faultsInBothThemes(page), exercise).toEqual([]);
    await more.click();
  }
});
