import type { Page } from '@playwright/test';
import { createRandom } from '../../src/core/random/seeded-random';
import { onnxFile } from '../../testing/onnx-file';
import { chooseFile, dropFiles, expect, openLab, test, type TestFile, testPhotoFile } from './rig';

const photos = [1, 2, 3].map((seed) => testPhotoFile(seed, 120, 90));
const broken: TestFile = { name: 'a-broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
const ELSEWHERE = 'https://elsewhere.example';

const picture = (page: Page, name: string) =>
  page.getByRole('img', { name: `${name}, as the network sees it` });
const strip = (page: Page) => page.getByRole('list', { name: 'Photos opened in this visit' });
const inStrip = (page: Page, name: string) => strip(page).getByRole('button', { name, exact: true });

/** Lets go of words, as a drag from another page carries them; or pastes them. */
async function bring(
  page: Page,
  type: 'drop' | 'paste',
  words: Readonly<Record<string, string>>,
): Promise<void> {
  await page.evaluate(
    ({ type, words }) => {
      const carried = new DataTransfer();
      for (const [kind, text] of Object.entries(words)) carried.setData(kind, text);
      const how = { bubbles: true, cancelable: true };
      if (type === 'paste')
        document.body.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: carried }));
      else {
        for (const name of ['dragenter', 'dragover', 'drop'])
          document.body.dispatchEvent(new DragEvent(name, { ...how, dataTransfer: carried }));
      }
    },
    { type, words },
  );
}

test('pictures of other pages open: dragged, pasted as HTML, as an address or written out; who forbids it is named', async ({
  lab,
  pageErrors,
}) => {
  await lab.route(`${ELSEWHERE}/**`, (route) => {
    // As the browser does where a site does not let other pages read it.
    if (!route.request().url().includes('/open/')) return route.abort();
    return route.fulfill({ body: photos[0]!.buffer, contentType: 'image/png' });
  });
  // A picture inside a link: its HTML names the picture, its list the link's page.
  await bring(lab, 'drop', {
    'text/html': `<a href="${ELSEWHERE}/page"><img src="${ELSEWHERE}/open/inside%20a%20link.png?w=200"></a>`,
    'text/uri-list': `${ELSEWHERE}/page`,
  });
  await expect(picture(lab, 'inside a link.png')).toBeVisible();
  await bring(lab, 'drop', { 'text/uri-list': `${ELSEWHERE}/open/listed.png` });
  await expect(picture(lab, 'listed.png')).toBeVisible();
  await bring(lab, 'paste', {
    'text/html': `<p>a quail <img src="${ELSEWHERE}/open/in-html.png"></p>`,
    'text/plain': 'a quail',
  });
  await expect(picture(lab, 'in-html.png')).toBeVisible();
  await bring(lab, 'paste', {
    'text/plain': `data:image/png;base64,${photos[1]!.buffer.toString('base64')}`,
  });
  await expect(picture(lab, 'Picture from another page')).toBeVisible();
  await bring(lab, 'paste', { 'text/plain': `${ELSEWHERE}/open/pasted.png` });
  await expect(picture(lab, 'pasted.png')).toBeVisible();

  await bring(lab, 'drop', { 'text/uri-list': `${ELSEWHERE}/closed/forbidden.png` });
  await expect(
    lab.getByText(/elsewhere\.example.*does not let other pages read its pictures \(CORS\)/),
  ).toBeVisible();
  await expect(lab.getByText('Save the picture to your computer and drop the file here.')).toBeVisible();
  await bring(lab, 'paste', { 'text/plain': 'a quail in the grass' });
  await expect(lab.getByText('neither a picture nor its address')).toBeVisible();
  await expect(picture(lab, 'pasted.png')).toBeVisible();
  await expect(strip(lab).getByRole('listitem')).toHaveCount(5);
  // The browser's own line on the refusal.
  pageErrors.splice(0, pageErrors.length, ...pageErrors.filter((line) => !/ERR_FAILED/.test(line)));
});

test('of several photos none is lost: the first that opens is shown, the others stay at hand, a network beside them is used', async ({
  lab,
}) => {
  const random = createRandom(5);
  const network: TestFile = {
    name: 'meadow.onnx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(
      onnxFile({
        name: 'meadow',
        input: [1, 3, 32, 32],
        weights: [{ name: 'w', dims: [4, 3, 3, 3], values: random.normals(4 * 27) }],
        nodes: [
          { op: 'Conv', inputs: ['x', 'w'], output: 'a' },
          { op: 'GlobalAveragePool', inputs: ['a'], output: 'g' },
          { op: 'Flatten', inputs: ['g'], output: 'y' },
        ],
      }),
    ),
  };
  await dropFiles(lab, [broken, ...photos, network]);
  await expect(lab.getByText(/“a-broken.png” is not a picture/)).toBeVisible();
  await expect(picture(lab, 'photo-1.png')).toBeVisible();
  await expect(lab.getByRole('button', { name: /^Network: meadow/ })).toBeVisible();
  await expect(strip(lab).getByRole('listitem')).toHaveCount(3);
  await expect(inStrip(lab, 'photo-1.png')).toHaveAttribute('aria-pressed', 'true');
  await inStrip(lab, 'photo-2.png').click();
  await expect(picture(lab, 'photo-2.png')).toBeVisible();
  // The arrow keys go along the photos, Delete takes one off, and it can be brought back to its place.
  await inStrip(lab, 'photo-2.png').press('ArrowRight');
  await expect(inStrip(lab, 'photo-3.png')).toBeFocused();
  await inStrip(lab, 'photo-3.png').press('Home');
  await inStrip(lab, 'photo-1.png').press('Delete');
  await expect(inStrip(lab, 'photo-2.png')).toBeFocused();
  await lab.getByRole('button', { name: 'Bring back' }).click();
  await expect(inStrip(lab, 'photo-1.png')).toBeVisible();
  await strip(lab).getByRole('button', { name: 'Take photo-3.png off the list' }).click();
  await expect(strip(lab).getByRole('listitem')).toHaveCount(2);

  await test.step('the same file chosen twice opens twice', async () => {
    const open = () => chooseFile(lab.getByRole('button', { name: 'Open', exact: true }), photos[2]!);
    await open();
    await expect(picture(lab, 'photo-3.png')).toBeVisible();
    await inStrip(lab, 'photo-1.png').click();
    await expect(picture(lab, 'photo-1.png')).toBeVisible();
    await open();
    await expect(picture(lab, 'photo-3.png')).toBeVisible();
  });
});

test('in Compare a photo that comes is shown in the panel and in sight, and one that is there already is said', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 640 });
  await openLab(page, 'network=tiny&saliencyView=table');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  // The table begins with the photo that is on the page: the sample, once it is there.
  await expect(row('Golf ball')).toBeAttached();
  await dropFiles(page, photos);
  await expect(row('photo-3')).toBeAttached();
  await dropFiles(page, testPhotoFile(9, 80, 80));
  await expect(row('photo-9')).toBeInViewport();
  await expect(page.getByRole('status').filter({ hasText: '1 photo added below: photo-9.' })).toBeAttached();
  await expect(picture(page, 'photo-9.png')).toBeVisible();

  await dropFiles(page, { ...photos[0]!, name: 'photo-1 (1).png' });
  await expect(page.getByText('In the table already: photo-1 (1).')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Photo .*: change$/ })).toHaveCount(5);
  await page.getByRole('button', { name: 'Add it again' }).click();
  await expect(row('photo-1 \\(1\\)')).toBeInViewport();

  await page.getByRole('button', { name: 'Lab report' }).click();
  await expect(page.getByText('Your table before this one is kept: 6 photos, 1 column.')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('button', { name: /^Photo .*: change$/ })).toHaveCount(6);
});
