import { afterEach, describe, expect, it } from 'vitest';
import { tableHtml } from '../../../../../src/features/compare/export/table-html';
import type { TableReport } from '../../../../../src/features/compare/export/table-report';
import { speak } from '../../../../../src/words/language';

/** One photo that was never opened, one column without a map: every word that the page itself brings. */
const REPORT: TableReport = {
  title: 'Title',
  columns: [{ network: 'VGG-16', method: 'Gradient', key: 'Gradient' }],
  rows: [{ name: 'Golf ball (drawing)', original: () => Promise.resolve(null), cells: [null] }],
  notes: [],
};

async function page(): Promise<string> {
  return (await tableHtml(REPORT)).text();
}

describe('a table as an HTML page', () => {
  afterEach(() => speak('en'));

  it('says which language it is in, and heads its columns in it', async () => {
    expect(await page()).toMatch(/<html lang="en">[^]*<b>Original<\/b>[^]*>not drawn<\/td>/);
    expect(await page()).toContain('<th scope="row">Golf ball (drawing)</th>');
    await speak('fr');
    expect(await page()).toMatch(/<html lang="fr">[^]*<b>Original<\/b>[^]*>non calculée<\/td>/);
    expect(await page()).toContain('<th scope="row">Balle de golf (dessin)</th>');
  });
});
