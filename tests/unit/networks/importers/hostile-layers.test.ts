import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { parseJson } from '../../../../src/networks/graph/model-json';
import { chain, conv, HOSTILE } from './hostile-models';
import { functional, inputLayer, layer, type LayersFile, layersModel } from './layers-file';
import { refusal, workDone } from './refusal';

/** Milliseconds of a processor for the largest network there may be; a cost that grows with its square would take minutes. */
const MOST_WORK = 60_000;

const load = ({ json, bytes }: LayersFile) => importTfjsLayers(json, bytes);

describe('hostile layers models', () => {
  it.each(HOSTILE)('are refused: %s', async (_name, make, message) => {
    const file = make();
    const error = await refusal(() => load(file));
    expect(error.message).toMatch(message);
  });

  it.each(['[', '{"a":'])('are refused where %s comes 100,000 times', async (bracket) => {
    const closing = bracket === '[' ? ']' : '}';
    for (const text of [
      bracket.repeat(100_000),
      `${bracket.repeat(100_000)}1${closing.repeat(100_000)}`,
      `{"modelTopology":${bracket.repeat(100_000)}1${closing.repeat(100_000)},"weightsManifest":[]}`,
    ]) {
      await refusal(() => importTfjsLayers(parseJson(text, 'model.json'), new Uint8Array()));
    }
  });

  it('cannot pollute a prototype from any object of the file', () => {
    const { json, bytes } = layersModel(
      functional([inputLayer(), conv(), layer('Flatten', 'y', {}, ['conv'])], 'y'),
      { 'conv/kernel': [3, 3, 3, 4], 'conv/bias': [4] },
    );
    const text = JSON.stringify({ ...json, userDefinedMetadata: {} });
    const poison =
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}';
    const opened = [...text.matchAll(/\{/g)].map(({ index }) => index);
    expect(opened.length).toBeGreaterThan(10);
    for (const at of opened) {
      const separator = text[at + 1] === '}' ? '' : ',';
      const poisoned = JSON.parse(
        `${text.slice(0, at + 1)}${poison}${separator}${text.slice(at + 1)}`,
      ) as unknown;
      try {
        expect(importTfjsLayers(poisoned, bytes).graph.nodes).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(LabError);
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    }
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'may call their layers "%s"',
    (name) => {
      const layers = [inputLayer(), { ...conv(), name }, layer('Flatten', 'y', {}, [name])];
      const file = layersModel(functional(layers, 'y', name), {
        [`${name}/kernel`]: [3, 3, 3, 4],
        [`${name}/bias`]: [4],
      });
      const json = JSON.parse(JSON.stringify(file.json)) as Record<string, unknown>;
      expect(load({ json, bytes: file.bytes }).graph.nodes.map((node) => node.op)).toEqual([
        'input',
        'conv2d',
        'flatten',
      ]);
    },
  );

  it.each(['ReLU', 'Rescaling'])('of 19,000 %s layers take no longer than others', (className) => {
    const topology = functional([inputLayer(), ...chain(19_000, className).toReversed()], 'l18999');
    const file = layersModel(topology);
    const before = workDone();
    expect(load(file).graph.nodes).toHaveLength(19_001);
    expect(workDone() - before).toBeLessThan(MOST_WORK);
  });
});
