import { describe, expect, it } from 'vitest';
import { importOnnx, importOnnxFile } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { kerasNetworkCases, readKerasCase } from '../../../golden/architectures/keras-cases';
import { expectBoth, fuzz, TIMES } from './fuzzing';
import { bytesOf, goldenCases, type KerasCase, layersFile, type OnnxCase } from './golden-cases';
import { chanceOf, mutatedBytes, mutatedJson } from './mutations';

const ONNX_CASES = 2500 * TIMES;
const FILE_CASES = 500 * TIMES;
const LAYERS_CASES = 2500 * TIMES;
const CALLS_CASES = 200 * TIMES;

const onnx = ['onnx-ops.json', 'torch-nets.json', 'quantised.json'].flatMap((name) =>
  goldenCases<OnnxCase>(name).cases.map((one) => bytesOf(one.onnx)),
);
const layers = goldenCases<KerasCase>('keras-models.json').cases.flatMap((one) =>
  (['keras2', 'keras3'] as const).map((form) => ({
    text: JSON.stringify(layersFile(one, form)),
    bytes: bytesOf(one.weights),
  })),
);

/** Of Keras 3: operations as layers, layers that are called several times, attention, models in models. */
const CALLS = /^(Operations|More operations|Layers used|Transformer|Attention|Transfer from VGG16|Squeeze)/;

describe('mutated files', () => {
  it(`of ONNX are imported or refused, ${ONNX_CASES} times`, async () => {
    const tally = await fuzz(ONNX_CASES, async (chance, index) =>
      importOnnx(mutatedBytes(onnx[index % onnx.length] as Uint8Array, chance)),
    );
    expectBoth(tally, ONNX_CASES);
  });

  it(`of ONNX are imported or refused when read piece by piece, ${FILE_CASES} times`, async () => {
    const tally = await fuzz(FILE_CASES, (chance, index) =>
      importOnnxFile(new Blob([mutatedBytes(onnx[index % onnx.length] as Uint8Array, chance)])),
    );
    expectBoth(tally, FILE_CASES);
  });

  it(`of Keras’s operations are imported or refused, ${CALLS_CASES} times`, async () => {
    const calls = kerasNetworkCases().filter(({ title }) => CALLS.test(title));
    const models = await Promise.all(calls.map(readKerasCase));
    const texts = models.map(({ json }) => JSON.stringify(json));
    const tally = await fuzz(CALLS_CASES, async (chance, index) => {
      const at = index % models.length;
      return importTfjsLayers(mutatedJson(texts[at] ?? '', chance), models[at]?.bytes ?? new Uint8Array());
    });
    expectBoth(tally, CALLS_CASES);
  });

  it(`of TF.js layers are imported or refused, ${LAYERS_CASES} times`, async () => {
    const tally = await fuzz(LAYERS_CASES, async (chance, index) => {
      const { text, bytes } = layers[index % layers.length] as (typeof layers)[number];
      return importTfjsLayers(mutatedJson(text, chance), bytes);
    });
    expectBoth(tally, LAYERS_CASES);
    expect(({} as Record<string, unknown>)['layers']).toBeUndefined();
  });

  it('come from the same seed the same', () => {
    const of = (seed: number) => mutatedBytes(onnx[0] as Uint8Array, chanceOf(seed));
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
  });
});
