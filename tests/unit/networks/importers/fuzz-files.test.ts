import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import { exportGraphModel } from '../../../../src/networks/exporters/graph-model';
import { importGraphModel } from '../../../../src/networks/importers/graph-def/graph-model';
import { readModelFiles } from '../../../../src/networks/storage/weights';
import { randomNetwork } from '../exporters/random-network';
import { bytesOf, goldenCases } from './golden-cases';
import { chanceOf, mutatedBytes, mutatedJson } from './mutations';

/** LUCARNE_FUZZ: so many times as many, for who changes an importer. */
const TIMES = Number(process.env['LUCARNE_FUZZ'] ?? 1);
const GRAPH_CASES = 200 * TIMES;
const FILE_CASES = 60 * TIMES;

const { files } = goldenCases<{
  readonly name: string;
  readonly by: string;
  readonly input: string;
  readonly output: { readonly shape: readonly number[]; readonly values: string };
  readonly files: Readonly<Record<string, string>>;
}>('keras-files.json').cases[0] as { files: Readonly<Record<string, string>> };

/** Counts what was imported and refused; anything else than a LabError is a fault. */
async function tally(cases: number, importing: (index: number) => unknown): Promise<[number, number]> {
  let [imported, refused] = [0, 0];
  for (let index = 0; index < cases; index++) {
    try {
      await importing(index);
      imported++;
    } catch (error) {
      if (!(error instanceof LabError)) throw new Error(`case ${index} fails otherwise`, { cause: error });
      refused++;
    }
  }
  return [imported, refused];
}

describe('mutated files of the formats that come whole', () => {
  it(`graph models are imported or refused, ${GRAPH_CASES} times`, async () => {
    const models = [1, 2, 3].map((seed) => {
      const { modelJson, shards } = exportGraphModel(randomNetwork(seed));
      return { text: JSON.stringify(modelJson), bytes: new Uint8Array(Buffer.concat([...shards.values()])) };
    });
    const [imported, refused] = await tally(GRAPH_CASES, (index) => {
      const { text, bytes } = models[index % models.length] as (typeof models)[number];
      return importGraphModel(mutatedJson(text, chanceOf(index)), bytes);
    });
    expect(imported).toBeGreaterThan(GRAPH_CASES / 20);
    expect(refused).toBeGreaterThan(GRAPH_CASES / 20);
  });

  it.each(['whole.h5', 'flowers.keras'])(`%s is imported or refused, ${FILE_CASES} times`, async (name) => {
    const whole = bytesOf(files[name] ?? '');
    const [imported, refused] = await tally(FILE_CASES, (index) =>
      readModelFiles([new File([mutatedBytes(whole, chanceOf(index))], name)]),
    );
    expect(imported + refused).toBe(FILE_CASES);
    expect(refused).toBeGreaterThan(FILE_CASES / 20);
    // The library has not suffered: the file itself is still read.
    expect((await readModelFiles([new File([whole], name)])).network.graph.classes).toHaveLength(3);
  });
});
