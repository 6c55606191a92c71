import { fixturePath, hasFixtures } from '../testing/fixtures';
import { openLabPage } from './lab-page.ts';
import {
  askNetwork,
  compare,
  expectedOf,
  MOBILENET,
  openOwnModel,
  type OwnModel,
  VGG19,
} from './own-models.ts';
import { megabytes, seconds, table } from './tables.ts';
import { timed } from './timed-load.ts';

/** How far a probability may be from the original implementation's. */
const TOLERANCE = 2e-3;

interface OwnResult {
  readonly title: string;
  readonly loadMs: number;
  readonly forwardMs: number;
  readonly saliencyMs: number;
  readonly peakBytes: number;
  readonly worst: number;
  readonly failures: readonly string[];
}

/** Networks opened as a person's own, checked against the answers of the original implementations. */
export async function benchOwn(json: boolean): Promise<string[]> {
  if (!hasFixtures) return [`The fixtures are not at ${fixturePath()}: set LUCARNE_FIXTURES.`];
  const results: OwnResult[] = [];
  for (const model of [MOBILENET, VGG19]) results.push(await measure(model));
  if (json) console.log(JSON.stringify({ bench: 'own', networks: results }));
  else {
    console.log(
      table([
        ['network', 'load', 'classify', 'saliency', 'peak memory', 'largest difference'],
        ...results.map((row) => [
          row.title,
          seconds(row.loadMs),
          `${Math.round(row.forwardMs)} ms`,
          `${Math.round(row.saliencyMs)} ms`,
          megabytes(row.peakBytes),
          row.worst.toExponential(1),
        ]),
      ]),
    );
    console.log(
      `The largest difference is of a probability, from the original's top 5 on eight photos (at most ${TOLERANCE}).`,
    );
  }
  return results.flatMap((row) => row.failures);
}

async function measure(model: OwnModel): Promise<OwnResult> {
  const lab = await openLabPage();
  try {
    const { value: id, phase } = await timed(lab.memory, 'load', () => openOwnModel(lab.page, model));
    const failures: string[] = [];
    const forward: number[] = [];
    const saliency: number[] = [];
    let worst = 0;
    for (const expected of expectedOf(model)) {
      const answer = await askNetwork(lab.page, id, expected.wnid, saliency.length < 3);
      const agreement = compare(answer.probabilities, expected);
      worst = Math.max(worst, agreement.worst);
      forward.push(answer.forwardMs);
      if (answer.saliencyMs > 0) saliency.push(answer.saliencyMs);
      const where = `${model.title}, ${expected.wnid}`;
      if (!(agreement.worst <= TOLERANCE))
        failures.push(`${where}: a probability is off by ${agreement.worst}.`);
      if (!agreement.sameOrder) failures.push(`${where}: the five best classes come in another order.`);
    }
    return {
      title: model.title,
      loadMs: phase.ms,
      forwardMs: median(forward),
      saliencyMs: median(saliency),
      peakBytes: lab.memory.highest(),
      worst,
      failures,
    };
  } finally {
    await lab.close();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
