import { pictureToPng, toDataUrl } from '../../../export/picture-png';
import { createZip } from '../../../export/zip-writer';
import { tableCsv } from './table-csv';
import type { ReportProgress, TableReport } from './table-report';
import { mapFileName, originalFileName } from './table-zip-names';

/**
 * A table as a ZIP: every photo as each network saw it and every map, pixel for pixel, as PNGs that carry their run, and
 * `scores.csv`. Written picture by picture; PNGs are not compressed again.
 */
export async function tableZip(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  const zip = createZip();
  zip.text('scores.csv', tableCsv(report));
  for (const [row, { cells }] of report.rows.entries()) {
    const written = new Set<string>();
    for (const [column, cell] of cells.entries()) {
      const [map, input] = cell ? [await cell.map(), await cell.input()] : [null, null];
      if (!cell || !map) continue;
      const { recipe } = cell;
      const carried = input ? { input: await toDataUrl(input) } : {};
      if (input) {
        const name = originalFileName(report, row, input);
        if (!written.has(name))
          await zip.file(
            name,
            await pictureToPng(input, { recipe, picture: 'original', scale: 1, ...carried }),
          );
        written.add(name);
      }
      const png = await pictureToPng(map, { recipe, picture: 'map', scale: 1, ...carried });
      await zip.file(mapFileName(report, row, column), png);
    }
    onProgress?.((row + 1) / report.rows.length);
  }
  return zip.end();
}
