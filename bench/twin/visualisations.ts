import type { Page } from '@playwright/test';
import type { Networks } from './networks.ts';

export interface VisualisationRow {
  readonly network: 'standard' | 'robust';
  readonly classes: number;
  /** Classes whose picture its own network, its twin and the judge read as that class, and their mean probability of it. */
  readonly read: Readonly<
    Record<'own' | 'twin' | 'judge', { readonly classes: number; readonly probability: number }>
  >;
}

/** Class visualisation of every class with the numbers that suit the network, and as what each network reads the picture. */
export async function measureVisualisations(
  page: Page,
  networks: Networks,
  classes: number,
): Promise<VisualisationRow[]> {
  const rows: VisualisationRow[] = [];
  for (const network of ['standard', 'robust'] as const) {
    const readers = {
      own: networks[network],
      twin: networks[network === 'robust' ? 'standard' : 'robust'],
      judge: networks.judge,
    };
    const sums = { own: [0, 0], twin: [0, 0], judge: [0, 0] } as Record<
      keyof typeof readers,
      [number, number]
    >;
    for (let target = 0; target < classes; target++) {
      const read = await page.evaluate(
        async ({ readers, target }) => {
          const run = await window.lucarne.run({
            network: readers.own,
            method: 'class-visualization',
            target,
            // The numbers that the bundled networks' own preset has.
            params: { lambda: 1e-4, stepSize: 50 },
          });
          const image = new ImageData(run.pixels, run.width, run.height);
          const answers: Record<string, { first: boolean; probability: number }> = {};
          for (const [reader, network] of Object.entries(readers)) {
            const { top, probabilities } = await window.lucarne.classify({ network, image });
            answers[reader] = {
              first: top[0]?.index === target,
              probability: probabilities[target] ?? 0,
            };
          }
          return answers;
        },
        { readers, target },
      );
      for (const reader of ['own', 'twin', 'judge'] as const) {
        sums[reader][0] += read[reader]?.first ? 1 : 0;
        sums[reader][1] += (read[reader]?.probability ?? 0) / classes;
      }
    }
    const said = ([first, probability]: [number, number]) => ({ classes: first, probability });
    rows.push({
      network,
      classes,
      read: { own: said(sums.own), twin: said(sums.twin), judge: said(sums.judge) },
    });
  }
  return rows;
}
