import {
  expect,
  faults,
  faultsInBothThemes,
  figures,
  openLab,
  progress,
  settled,
  test,
  verdict,
} from './rig';

const STANDARD = 'squeezenet-sixteen';
const ROBUST = 'squeezenet-sixteen-robust';

test('standard or robust: one press makes the exercise again with the network’s twin, same class and seed', async ({
  page,
}) => {
  const weights: string[] = [];
  page.on('request', (request) => {
    const [, id] = /models\/([^/]+)\/.*\.bin$/.exec(request.url()) ?? [];
    if (id) weights.push(id);
  });
  await openLab(page, `network=${STANDARD}&seed=5&targeted-gradient.maxSteps=4`);
  await settled(page);
  expect(weights).toEqual([STANDARD]);
  const trained = page.getByRole('radiogroup', { name: 'How the network was trained' });
  const choose = (name: string) => trained.getByText(name, { exact: true }).click();
  const network = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('network');
  await expect(trained.getByRole('radio', { name: 'Standard' })).toBeChecked();
  const map = figures(page).nth(1).locator('canvas');
  const drawn = () => map.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await drawn();

  await choose('Robust');
  await expect.poll(network).toBe(ROBUST);
  await expect.poll(drawn).not.toBe(before);
  await settled(page);
  expect(weights).toEqual([STANDARD, ROBUST]);
  await expect(page.getByRole('img', { name: 'Map for “golf ball”' })).toBeVisible();
  await expect(page.getByText(/The robust network is the same network, trained on photos/)).toBeVisible();

  await test.step('what it is can be read, in both themes', async () => {
    await page.getByRole('button', { name: 'About standard and robust' }).click();
    const note = page.getByRole('dialog');
    await note.getByText('How', { exact: true }).click();
    await expect(note.getByRole('link', { name: /^Madry et al\. 2018/ })).toBeVisible();
    expect.soft(await faultsInBothThemes(page, '[role=dialog]')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(note).toBeHidden();
    expect.soft(await faults(page, 'main')).toEqual([]);
  });

  await test.step('a fooling is made again, towards the same class', async () => {
    await page.getByRole('tab', { name: 'Fooling' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(progress(page)).toContainText('Done');
    const goal = page.getByRole('textbox', { name: 'Class to be read as' });
    const target = await goal.inputValue();
    const robust = await verdict(page).textContent();
    await choose('Standard');
    await expect.poll(network).toBe(STANDARD);
    await expect(verdict(page)).not.toHaveText(robust ?? '');
    await expect(progress(page)).toContainText('Done');
    await expect(goal).toHaveValue(target);
  });
});
