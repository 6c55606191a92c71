import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModelRows } from '../scripts/model-rows.ts';
import { fixturePath } from '../testing/fixtures';
import { openLabPage } from './lab-page.ts';
import { table } from './tables.ts';
import { type FoolingRow, measureFooling } from './twin/fooling.ts';
import { type MapRow, measureMaps } from './twin/maps.ts';
import type { Networks } from './twin/networks.ts';
import { measureVisualisations, type VisualisationRow } from './twin/visualisations.ts';
import { hasValidationPhotos } from './validation-photos.ts';

/**
 * What robust training changes in the three exercises, measured on each robust network and its standard twin: how much of a map
 * lies on the object, how large the change is that steps along the gradient need, and as what other networks read the class
 * visualisations. Gives the failures.
 */
export async function benchTwin(json: boolean): Promise<string[]> {
  if (!hasValidationPhotos) return [`The fixtures are not at ${fixturePath()}: set LUCARNE_FIXTURES.`];
  const rows = await readModelRows('models', console.warn);
  const lab = await openLabPage();
  try {
    for (const { id, robust } of rows) {
      if (!robust) continue;
      const judge = rows.find((row) => row.bundled && row.id !== id && row.id !== robust.standard);
      if (!judge) return ['There is no third bundled network to read what the two have made.'];
      const networks: Networks = { robust: id, standard: robust.standard, judge: judge.id };
      const classes = await classNames(networks.standard);
      const results = {
        maps: await measureMaps(lab.page, networks, classes),
        fooling: await measureFooling(lab.page, networks),
        visualisations: await measureVisualisations(lab.page, networks, classes.length),
      };
      console.log(json ? JSON.stringify({ bench: 'twin', networks, ...results }) : tables(networks, results));
    }
  } finally {
    await lab.close();
  }
  return [];
}

async function classNames(network: string): Promise<string[]> {
  const model = JSON.parse(await readFile(join('models', network, 'model.json'), 'utf8')) as {
    readonly userDefinedMetadata: {
      readonly lucarne: { readonly classes: readonly { readonly name: string }[] };
    };
  };
  return model.userDefinedMetadata.lucarne.classes.map(({ name }) => name);
}

function tables(
  networks: Networks,
  {
    maps,
    fooling,
    visualisations,
  }: { maps: MapRow[]; fooling: FoolingRow[]; visualisations: VisualisationRow[] },
): string {
  const share = (part: number): string => `${(100 * part).toFixed(0)} %`;
  return [
    `${networks.robust} beside ${networks.standard}; pictures read by ${networks.judge} too`,
    `Maps of the true class, ${maps[0]?.scenes ?? 0} of ${maps[0]?.of ?? 0} generated scenes (those that both read rightly)`,
    table([
      ['method, network', 'inside the box', 'even map', 'IoU by Locate', 'roughness'],
      ...maps.map(({ method, network, inside, even, iou, roughness }) => [
        `${method}, ${network}`,
        share(inside),
        share(even),
        iou.toFixed(3),
        roughness.toFixed(2),
      ]),
    ]),
    `Steps along the gradient on ${fooling[0]?.photos ?? 0} validation photos (those that both read rightly); medians where both are fooled`,
    table([
      ['network', 'fooled', 'L2 (z)', 'largest change', 'rms', 'steps'],
      ...fooling.map(({ network, fooled, l2, linf, rms, steps }) => [
        network,
        String(fooled),
        l2.toFixed(2),
        `${linf} of 255`,
        rms.toFixed(2),
        String(steps),
      ]),
    ]),
    'Class visualisations: classes whose picture is read as that class, and the mean probability of it',
    table([
      ['made by', 'itself', 'its twin', networks.judge],
      ...visualisations.map(({ network, classes, read }) => [
        network,
        ...[read.own, read.twin, read.judge].map(
          (by) => `${by.classes} of ${classes} (${by.probability.toFixed(2)})`,
        ),
      ]),
    ]),
  ].join('\n\n');
}
