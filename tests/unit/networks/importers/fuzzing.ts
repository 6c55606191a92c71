import { expect } from 'vitest';
import { LabError } from '../../../../src/core/records/lab-error';
import type { ImportedNetwork } from '../../../../src/networks/graph/graph';
import { type Chance, chanceOf } from './mutations';
import { memoryTaken, workDone } from './refusal';

/** LUCARNE_FUZZ: so many times as many cases, for who changes an importer. */
export const TIMES = Number(process.env['LUCARNE_FUZZ'] ?? 1);

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
export async function fuzz(
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

/** Checks that a fuzzer got past the first check, and that it was not idle: at least one in `oneOf` of either. */
export function expectBoth({ imported, refused }: Tally, cases: number, oneOf = 20): void {
  expect(imported + refused).toBe(cases);
  // A fuzzer that never gets past the first check tests only that.
  expect(imported).toBeGreaterThan(cases / oneOf);
  expect(refused).toBeGreaterThan(cases / oneOf);
}
