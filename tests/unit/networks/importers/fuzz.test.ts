import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';
import { importOnnx, importOnnxFile } from '../../../../src/networks/importers/onnx/onnx';
import { importTfjsLayers } from '../../../../src/networks/importers/keras/tfjs-layers';
import { bytesOf, goldenCases, type KerasCase, layersFile, type OnnxCase } from './golden-cases';
import { type Chance, chanceOf, mutatedBytes, mutatedJson } from './mutations';
import { memoryTaken, workDone } from './refusal';

/** Milliseconds of a processor that one case may take; the median takes under one. */
const MOST_WORK = 1000;
const MOST_BYTES = 50 * 2 ** 20;

interface Tally {
  imported: number;
  refused: number;
}
interface Cost {
  readonly refused: boolean;
  readonly work: number;
  readonly grown: number;
}

/** What must hold of every network that an importer lets through. */
function expectWhole({ graph, weights }: ImportedNetwork): false {
  const known = new Set<string>();
  for (const node of graph.nodes) {
    if (!node.inputs.every((id) => known.has(id))) throw new Error(`${node.id} reads what comes after it`);
    known.add(node.id);
  }
  if (!known.has(graph.logits)) throw new Error('the logits are no node');
  for (const [name, { shape, values }] of weights) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (size !== values.length) throw new Error(`${name} has ${values.length} numbers, not ${size}`);
  }
  return false;
}

const expectRefusal =
  (index: number) =>
  (error: unknown): true => {
    if (error instanceof LabError) return true;
    throw new Error(`case ${index} fails otherwise: ${String(error)}`, { cause: error });
  };

/** Imports mutated files; every one must be imported or refused, with little work, in little memory. */
async function fuzz(
  cases: number,
  importing: (chance: Chance, index: number) => Promise<ImportedNetwork>,
): Promise<Tally> {
  const tally: Tally = { imported: 0, refused: 0 };
  for (let index = 0; index < cases; index++) {
    const attempt = async (): Promise<Cost> => {
      const memory = memoryTaken();
      const before = workDone();
      const refused = await importing(chanceOf(index), index).then(expectWhole, expectRefusal(index));
      return { refused, work: workDone() - before, grown: memoryTaken() - memory };
    };
    let cost = await attempt();
    // Once more where code was compiled, or garbage of earlier cases collected.
    if (cost.work > MOST_WORK) cost = await attempt();
    tally[cost.refused ? 'refused' : 'imported']++;
    if (cost.work > MOST_WORK)
      throw new Error(`case ${index} takes ${cost.work.toFixed(0)} ms of a processor`);
    if (cost.grown > MOST_BYTES)
      throw new Error(`case ${index} takes ${(cost.grown / 2 ** 20).toFixed(0)} MB`);
  }
  return tally;
}

/** LUCARNE_FUZZ: so many times as many, for who changes an importer. */
const TIMES = Number(process.env['LUCARNE_FUZZ'] ?? 1);
const ONNX_CASES = 2500 * TIMES;
const FILE_CASES = 500 * TIMES;
const LAYERS_CASES = 2500 * TIMES;

const onnx = ['onnx-ops.json', 'torch-nets.json'].flatMap((name) =>
  goldenCases<OnnxCase>(name).cases.map((one) => bytesOf(one.onnx)),
);
const layers = goldenCases<KerasCase>('keras-models.json').cases.flatMap((one) =>
  (['keras2', 'keras3'] as const).map((form) => ({
    text: JSON.stringify(layersFile(one, form)),
    bytes: bytesOf(one.weights),
  })),
);

function expectBoth({ imported, refused }: Tally, cases: number): void {
  expect(imported + refused).toBe(cases);
  // A fuzzer that never gets past the first check tests only that.
  expect(imported).toBeGreaterThan(cases / 20);
  expect(refused).toBeGreaterThan(cases / 20);
}

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
