import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedNetwork } from '../../../../../src/networks/graph/graph';
import { readModelFiles } from '../../../../../src/networks/storage/weights';
import { useBackend } from '../../../../../testing/backends';
import { bytesOf, goldenCases, worstDifference } from '../golden-cases';
import { refusal } from '../refusal';

interface FilesCase {
  readonly name: string;
  readonly by: string;
  readonly input: string;
  readonly architecture: string;
  readonly files: Readonly<Record<string, string>>;
  readonly output: { readonly shape: readonly number[]; readonly values: string };
}

const golden = goldenCases<FilesCase>('keras-files.json');
const [one] = golden.cases as [FilesCase];
const file = (name: string): File => new File([bytesOf(one.files[name] ?? '')], name);
const architecture = new File([one.architecture], 'flowers.json');

async function read(...files: readonly File[]): Promise<ImportedNetwork> {
  return (await readModelFiles(files, { preprocessing: 'torch' })).network;
}

describe('a file that Keras writes', () => {
  beforeAll(() => useBackend('cpu'));

  it.each<[string, () => readonly File[]]>([
    ['model.save("flowers.keras")', () => [file('flowers.keras')]],
    ['model.save("whole.h5")', () => [file('whole.h5')]],
    ['model.save of Keras 2', () => [file('keras2.h5')]],
    ['model.to_json() and save_weights', () => [architecture, file('alone.weights.h5')]],
  ])('%s gives Keras’s own numbers', async (_name, files) => {
    expect(worstDifference(await read(...files()), one, golden, 'NHWC')).toBeLessThan(1e-5);
  });

  it('is read from inside a ZIP, with the list of its classes', async () => {
    const inside = (name: string): Uint8Array<ArrayBuffer> => bytesOf(one.files[name] ?? '');
    const archive = zipSync({
      'mine/flowers.keras': inside('flowers.keras'),
      'mine/classes.txt': new TextEncoder().encode('rose\ntulip\nlily'),
    });
    const { graph } = await read(new File([archive], 'homework.zip'));
    expect(graph.classes.map(({ name }) => name)).toEqual(['rose', 'tulip', 'lily']);
    expect(graph.title).toBe('flowers');
  });

  it('of weights alone is said to lack its layers, and layers alone to lack their weights', async () => {
    const weights = await refusal(() => readModelFiles([file('alone.weights.h5')]));
    expect(weights.code).toBe('weights-missing');
    expect(weights.nextStep).toContain('model.save("network.keras")');
    const layers = await refusal(() => readModelFiles([architecture]));
    expect(layers.message).toMatch(/without its weights/);
  });

  it('of a model that is a class of somebody’s own names the class, and what helps', async () => {
    const own = { module: 'mine', class_name: 'Own', config: { trainable: true }, registered_name: 'Own' };
    const written = new File([JSON.stringify(own)], 'own.json');
    const error = await refusal(() => readModelFiles([written, file('alone.weights.h5')]));
    expect(error.message).toContain('a model of the class “Own”');
    expect(error.nextStep).toContain('model.export("folder")');
  });

  it('with its channels first is refused as that', async () => {
    const first = one.architecture.replace(
      /"batch_shape": ?\[null, ?\d+, ?\d+, ?3\]/,
      '"batch_shape": [null, 3, 32, 32]',
    );
    expect(first).not.toBe(one.architecture);
    const files = [new File([first], 'first.json'), file('alone.weights.h5')];
    const error = await refusal(() => readModelFiles(files));
    expect(error.message).toContain('has its channels first');
    expect(error.nextStep).toContain('KERAS_BACKEND=torch');
  });

  it('that was cut short is refused, and the next one is read', async () => {
    const cut = new File([bytesOf(one.files['whole.h5'] ?? '').subarray(0, 5000)], 'cut.h5');
    const error = await refusal(() => readModelFiles([cut]));
    expect(error.message).toMatch(/damaged, or was cut short/);
    expect((await read(file('whole.h5'))).graph.classes).toHaveLength(3);
  });
});
