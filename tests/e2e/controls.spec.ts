import { dropFiles, expect, openLab, progress, settled, test, testPhotoFile, verdict } from './rig';

test('Enter takes the first class found, leaving the field takes none, and keys go by their place', async ({
  page,
}) => {
  await openLab(page, '');
  await settled(page);
  const picker = page.getByRole('textbox', { name: 'Class to explain' });
  const before = await picker.inputValue();
  await picker.click();
  await page.keyboard.type('french');
  await page.keyboard.press('Tab');
  await expect(picker).toHaveValue(before);
  await picker.click();
  await page.keyboard.type('french');
  await page.keyboard.press('Enter');
  await expect(picker).toHaveValue('French horn');
  // What is typed next begins anew, and the arrow keys go on from the first.
  await page.keyboard.type('golden');
  await page.keyboard.press('Enter');
  await expect(picker).toHaveValue('golden retriever');
  await picker.blur();
  // A chosen class is marked as one, with the way back; the next photo begins with what the network sees in it.
  const settings = page.getByRole('region', { name: 'Settings' });
  await expect(settings.getByText('Kept.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Map for “golden retriever”' })).toBeVisible();
  await settings.getByRole('button', { name: 'Follow what it sees' }).click();
  await expect(picker).toHaveValue(before);
  await expect(page.getByRole('img', { name: `Map for “${before}”` })).toBeVisible();
  await page.getByRole('button', { name: /^English springer/ }).click();
  await expect(settings.getByText('Kept.')).toBeVisible();
  await dropFiles(page, testPhotoFile(1, 64, 64));
  await expect(settings.getByText('Follows what it sees.')).toBeVisible();
  // The place of 2 on a French keyboard, then the same key with Shift.
  const tabs = page.getByRole('tab');
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'é', code: 'Digit2', bubbles: true })),
  );
  await expect(tabs.filter({ hasText: 'Fooling' })).toHaveAttribute('aria-selected', 'true');
  const target = page.getByRole('textbox', { name: 'Class to be read as' });
  await target.click();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(tabs.filter({ hasText: 'Fooling' })).toHaveAttribute('aria-selected', 'true');
});

test('a result made with other settings says with which, and is made again by one click', async ({ lab }) => {
  await lab.getByRole('tab', { name: 'Class visualisation' }).click();
  await expect(verdict(lab)).toContainText('Starts from noise and climbs.');
  await lab.getByText('the picture', { exact: true }).click();
  await expect(verdict(lab)).toContainText('Starts from your picture and climbs.');
  await lab.getByRole('textbox', { name: 'Iterations, value' }).fill('2');
  await lab.getByRole('textbox', { name: 'Step size, value' }).fill('9e-4');
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress(lab)).toContainText('Done · 2 steps');
  await expect(verdict(lab)).toContainText(/η 0\.0009 · T 2 steps · λ 0\.001 .* 2 steps taken · seed 0/);
  const stale = lab
    .getByRole('paragraph')
    .filter({ hasText: 'Made with other settings than are chosen now:' });
  await expect(stale).toHaveCount(0);
  const picker = lab.getByRole('textbox', { name: 'Class to show' });
  const before = await picker.inputValue();
  await picker.click();
  await lab.keyboard.type('class 8');
  await lab.keyboard.press('Enter');
  await lab.getByRole('textbox', { name: 'Penalty, value' }).fill('10');
  await lab.keyboard.press('Enter');
  await expect(stale).toContainText(`“${before}” · λ 0.001.`);
  await lab.getByRole('button', { name: 'Run again' }).click();
  await expect(progress(lab)).toContainText('Done · 2 steps');
  await expect(stale).toHaveCount(0);
  await expect(verdict(lab)).toContainText('λ 10 ');

  await test.step('a number field shows the number that is used, and says where it is another than was typed', async () => {
    const field = lab.getByRole('textbox', { name: 'Jitter, value' });
    const settings = lab.getByRole('region', { name: 'Settings' });
    const used = () =>
      new URLSearchParams(new URL(lab.url()).hash.slice(1)).get('class-visualization.jitter');
    await field.fill('5000');
    // Not used while it is typed.
    await expect(settings.getByText('At most 32.')).toHaveCount(0);
    await field.press('Enter');
    await expect(field).toHaveValue('32');
    await expect(settings.getByText('At most 32.')).toBeVisible();
    await expect.poll(used).toBe('32');
    await field.fill('12.5');
    await field.blur();
    await expect(field).toHaveValue('13');
    await expect(settings.getByText('Whole numbers only: rounded to 13.')).toBeVisible();
    await expect.poll(used).toBe('13');
    await field.fill('7');
    await field.press('Escape');
    await expect(field).toHaveValue('13');
    await field.press('ArrowUp');
    await field.press('PageDown');
    await expect(field).toHaveValue('4');
    await field.hover();
    await lab.mouse.wheel(0, 200);
    await expect(field).toHaveValue('4');
    await lab.getByRole('textbox', { name: 'Penalty, value' }).fill('1e-3x');
    await lab.keyboard.press('Tab');
    await expect(settings.getByText('“1e-3x” is not a number: 10 stays.')).toBeVisible();
    await lab.getByRole('textbox', { name: 'Penalty, value' }).fill('5e-4');
    await lab.keyboard.press('Tab');
    await expect(lab.getByRole('textbox', { name: 'Penalty, value' })).toHaveValue('0.0005');
  });
});
