import { describe, expect, it } from 'vitest';
import { readModelFiles } from '../../../src/networks/storage/weights';
import { hasFixtures, readFixture } from '../../../testing/fixtures';

const read = (path: string, ...names: string[]) =>
  readModelFiles(
    names.map((name) => new File([readFixture('cases', path, name)], name)),
    {},
  ).then(({ network }) => network.graph);
const onnx = (name: string) => read('onnx', `${name}.onnx`);
const layers = (name: string) => read(`tfjs/${name}`, 'model.json', 'weights.bin');

describe.skipIf(!hasFixtures)('files with other outputs than classes', () => {
  it.each([
    ['one-logit.onnx', () => onnx('one-logit')],
    ['one-sigmoid.onnx', () => onnx('one-sigmoid')],
    ['sigmoid1', () => layers('sigmoid1')],
  ])('%s is one two-sided answer', async (_name, load) => {
    const { output, classes } = await load();
    expect(output.kind).toBe('binary');
    expect(classes).toHaveLength(2);
  });

  it.each([
    ['segmentation.onnx', () => onnx('segmentation'), 'gives a map of 8 x 8 places with 4 values each'],
    ['backbone-no-head.onnx', () => onnx('backbone-no-head'), 'a map of 8 x 8 places with 16 values each'],
    ['backbone', () => layers('backbone'), 'gives a map of 8 x 8 places with 16 values each'],
  ])('%s is refused as what it is', async (_name, load, sentence) => {
    await expect(load()).rejects.toThrow(sentence);
  });

  it('two-outputs.onnx is read at its classes, and argmax-output.onnx at the scores before the number', async () => {
    const two = await onnx('two-outputs');
    expect(two.output).toMatchObject({ name: 'y', names: ['emb', 'y'] });
    expect(two.classes).toHaveLength(5);
    expect((await onnx('argmax-output')).classes).toHaveLength(5);
  });
});
