import { expect, faults, progress, test, verdict } from './rig';

test('a fooled picture is swiped over the photo and blinked with it, and its run goes on', async ({
  lab: page,
}) => {
  await page.getByRole('tab', { name: 'Fooling' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(verdict(page)).toContainText(/^Read as .* after \d+ steps?\./, { timeout: 60_000 });

  await test.step('three classes stand as bars, and the change is told in five numbers', async () => {
    await expect(page.getByRole('list', { name: 'How the classes stand' }).getByRole('listitem')).toHaveCount(
      3,
    );
    await expect(page.getByRole('definition')).toHaveText([/ \/ 255$/, / \/ 255$/, / %$/, /^[01]\./, / dB$/]);
  });

  await test.step('why so little is enough is told by this run’s own numbers, and put away again', async () => {
    await page.getByRole('button', { name: 'Why so little is enough' }).click();
    const why = page.getByRole('region', { name: 'Why so little is enough' });
    await expect(why.getByRole('status')).toContainText(/^[\d,]+ colour values changed, by .* of 255 each/, {
      timeout: 30_000,
    });
    await expect(
      why.getByRole('img', { name: /^How the changes add up: as they were made to/ }),
    ).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await why.getByRole('button', { name: 'Put the figure away' }).click();
    await expect(why).toHaveCount(0);
  });

  await test.step('a bar between the pictures follows the arrow keys', async () => {
    await page.getByText('Swipe', { exact: true }).click();
    const bar = page.getByRole('slider', { name: /^Bar between “.*” and “.*”$/ });
    await bar.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(bar).toHaveValue('1');
  });

  await test.step('where motion is not wanted, pictures change places by a button alone', async () => {
    await page.getByText('Blink', { exact: true }).click();
    await expect(page.getByRole('button', { name: /^(Hold|Blink)$/ })).toHaveCount(0);
    const change = page.getByRole('button', { name: /^Show “.*”$/ });
    const first = await change.getAttribute('aria-label');
    await change.click();
    await expect(change).not.toHaveAccessibleName(first ?? '');
    await expect(page.getByRole('button', { name: /^Look closer/ })).toHaveCount(2);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.getByRole('button', { name: 'Blink', exact: true }).click();
    await page.getByRole('button', { name: 'Hold', exact: true }).click();
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });

  await test.step('the same run goes on to a confidence', async () => {
    const done = await progress(page).innerText();
    await page.getByRole('button', { name: /^Go on to \d+ %$/ }).click();
    await expect(progress(page)).not.toContainText(done, { timeout: 60_000 });
    await expect(progress(page)).toContainText('Done', { timeout: 60_000 });
    await expect(verdict(page)).toContainText('the probability is reached from step');
  });
});
