import { gunzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportGraphModel } from '../../../../src/networks/exporters/graph-model';
import { readFrozenGraph } from '../../../../src/networks/importers/graph-def/frozen-graph';
import { importGraphModel } from '../../../../src/networks/importers/graph-def/graph-model';
import { readModelFiles } from '../../../../src/networks/storage/weights';
import { frozenCase } from '../../../golden/architectures/graph-cases';
import { randomNetwork } from '../exporters/random-network';
import { expectBoth, fuzz, TIMES } from './fuzzing';
import { bytesOf, goldenCases, type OnnxCase } from './golden-cases';
import { mutatedBytes, mutatedJson } from './mutations';

const GRAPH_CASES = 200 * TIMES;
const FILE_CASES = 60 * TIMES;

const { files } = goldenCases<{
  readonly name: string;
  readonly by: string;
  readonly input: string;
  readonly output: { readonly shape: readonly number[]; readonly values: string };
  readonly files: Readonly<Record<string, string>>;
}>('keras-files.json').cases[0] as { files: Readonly<Record<string, string>> };

/** Graph models of random networks: `model.json` as text, and their weights. */
const graphModels = [1, 2, 3].map((seed) => {
  const { modelJson, shards } = exportGraphModel(randomNetwork(seed));
  return { text: JSON.stringify(modelJson), shards };
});

/** Archives of each kind of network, packed and not. */
const archives = [0, 6].flatMap((level) => {
  const [onnx] = goldenCases<OnnxCase>('onnx-ops.json').cases;
  const graph = graphModels[0];
  const packed = (name: string, content: Uint8Array) =>
    zipSync({ [name]: content }, { level: level as 0 | 6 });
  return [
    packed('network.onnx', bytesOf(onnx?.onnx ?? '')),
    packed('whole.h5', bytesOf(files['whole.h5'] ?? '')),
    zipSync(
      Object.fromEntries([
        ['web/model.json', new TextEncoder().encode(graph?.text)],
        ...[...(graph?.shards ?? [])].map(([name, bytes]) => [`web/${name}`, bytes] as const),
      ]),
      { level: level as 0 | 6 },
    ),
  ];
});

describe('mutated files of the formats that come whole', () => {
  it(`graph models are imported or refused, ${GRAPH_CASES} times`, async () => {
    const tally = await fuzz(GRAPH_CASES, async (chance, index) => {
      const { text, shards } = graphModels[index % graphModels.length] as (typeof graphModels)[number];
      const bytes = new Uint8Array(Buffer.concat([...shards.values()]));
      return importGraphModel(mutatedJson(text, chance), bytes);
    });
    expectBoth(tally, GRAPH_CASES);
  });

  it(`frozen graphs are imported or refused, ${GRAPH_CASES} times`, async () => {
    const whole = new Uint8Array(gunzipSync(Buffer.from(frozenCase().file, 'base64')));
    const tally = await fuzz(GRAPH_CASES, async (chance) => {
      const { json, bytes } = readFrozenGraph(mutatedBytes(whole, chance));
      return importGraphModel(json, bytes);
    });
    expectBoth(tally, GRAPH_CASES);
  });

  it.each(['whole.h5', 'flowers.keras'])(`%s is imported or refused, ${FILE_CASES} times`, async (name) => {
    const whole = bytesOf(files[name] ?? '');
    const { imported, refused } = await fuzz(
      FILE_CASES,
      async (chance) => (await readModelFiles([new File([mutatedBytes(whole, chance)], name)])).network,
    );
    expect(imported + refused).toBe(FILE_CASES);
    expect(refused).toBeGreaterThan(FILE_CASES / 20);
    // The library has not suffered: the file itself is still read.
    expect((await readModelFiles([new File([whole], name)])).network.graph.classes).toHaveLength(3);
  });

  it(`ZIP archives are imported or refused, ${FILE_CASES} times`, async () => {
    const tally = await fuzz(FILE_CASES, async (chance, index) => {
      const bytes = mutatedBytes(archives[index % archives.length] as Uint8Array, chance);
      return (await readModelFiles([new File([bytes], 'network.zip')])).network;
    });
    // An archive has sums of its bytes, which find most changes.
    expectBoth(tally, FILE_CASES, 50);
  });
});
