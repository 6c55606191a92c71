import type { Page } from '@playwright/test';
import { createRandom } from '../../src/core/random/seeded-random';
import { onnxFile } from '../../testing/onnx-file';
import { bars, classOf, dropFiles, expect, notices, settled, test, type TestFile, verdict } from './rig';

const random = createRandom(4);
const normals = (...dims: number[]) => ({
  dims,
  values: random.normals(dims.reduce((a, b) => a * b)).map((value) => 0.2 * value),
});

/** A network of a photo's mean features, that ends so. */
function ending(name: string, outputs: number, end: readonly ('Sigmoid' | 'features')[]): TestFile {
  const isSigmoid = end.includes('Sigmoid');
  const buffer = onnxFile({
    input: [1, 3, 32, 32],
    weights: [
      { name: 'w', ...normals(8, 3, 5, 5) },
      { name: 'fc', ...normals(outputs, 8) },
    ],
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], output: 'a', attributes: { strides: [3, 3] } },
      { op: 'Relu', inputs: ['a'], output: 'r' },
      { op: 'GlobalAveragePool', inputs: ['r'], output: 'g' },
      { op: 'Flatten', inputs: ['g'], output: 'features' },
      { op: 'Gemm', inputs: ['features', 'fc'], output: 'y', attributes: { transB: 1 } },
      ...(isSigmoid ? [{ op: 'Sigmoid', inputs: ['y'], output: 'p' }] : []),
    ],
    ...(end.includes('features') ? { outputs: ['features', 'y'] } : {}),
  });
  return { name: `${name}.onnx`, mimeType: 'application/octet-stream', buffer: Buffer.from(buffer) };
}

const about = (page: Page, name: string) => page.getByRole('dialog', { name });
const change = (page: Page) => page.getByRole('button', { name: 'Change how it is read' }).click();

test('one output is a class and its opposite: named, explained, and fooled both ways', async ({ lab }) => {
  await dropFiles(lab, ending('dogs', 1, []));
  await change(lab);
  const details = about(lab, 'dogs');
  await expect(details).toContainText('One logit z with two sides');
  await details.getByLabel('A high output means').fill('dog');
  await details.getByLabel('A low output means').fill('cat');
  await details.getByRole('button', { name: 'Apply' }).click();
  await expect(details).toContainText('dog has the probability sigmoid(z), cat the rest');
  await lab.keyboard.press('Escape');
  await expect(verdict(lab)).toContainText(/Read as (dog|cat) \(/);
  await expect(bars(lab)).toHaveCount(2);
  const shares = (await bars(lab).allTextContents()).map((text) => Number(/[\d.]+(?= %)/.exec(text)?.[0]));
  expect(Math.abs(shares[0]! + shares[1]! - 100)).toBeLessThan(1.5);

  await lab.getByRole('tab', { name: 'Fooling' }).click();
  for (const place of [1, 0]) {
    const name = await classOf(bars(lab).nth(place));
    await bars(lab).nth(place).click();
    await lab.getByRole('button', { name: 'Run', exact: true }).click();
    await settled(lab);
    await expect(verdict(lab)).toContainText(
      place === 1 ? `Read as ${name} (` : `already reads it as ${name}`,
    );
  }
});

test('labels each stand for themselves, and none is a rival', async ({ lab }) => {
  await dropFiles(lab, ending('tags', 3, ['Sigmoid']));
  await expect(notices(lab)).toContainText('3 labels');
  await expect(verdict(lab)).toContainText(/^(Read as class \d \(|No label reaches 50 %)/);
  await lab.getByRole('tab', { name: 'Class visualisation' }).click();
  await lab.getByRole('button', { name: 'Run', exact: true }).click();
  await settled(lab);
  await expect(verdict(lab)).toContainText('none is its rival');
  await expect(
    lab.getByRole('figure').filter({ has: lab.getByRole('img', { name: /^Live curve/ }) }),
  ).not.toContainText('rival');
});

test('of several outputs the one that looks like classes is read, said, and another can be chosen', async ({
  lab,
}) => {
  await dropFiles(lab, ending('double', 5, ['features']));
  await expect(notices(lab)).toContainText('The file has 2 outputs (features, y); “y” is read.');
  await change(lab);
  const details = about(lab, 'double');
  await details.getByLabel('Output that is read').selectOption('features');
  await details.getByRole('button', { name: 'Apply' }).click();
  await expect(details).toContainText('look like features');
  await details.getByLabel('Output that is read').selectOption('y');
  await details.getByLabel('Its values are').selectOption('sigmoid');
  await details.getByRole('button', { name: 'Apply' }).click();
  await expect(details).toContainText('Labels, each right or wrong for itself');
  await expect(details).not.toContainText('look like features');
});
