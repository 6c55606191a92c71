import { pictureToPng, toDataUrl } from '../../../export/picture-png';
import { createZip } from '../../../export/zip-writer';
import { sheetCsv } from './sheet-csv';
import { cellFileName, isDrawn, type SheetProgress, type SheetReport } from './sheet-report';

/** A sheet as a ZIP: every picture, pixel for pixel, as a PNG that carries its run, and `cells.csv` with their numbers. */
export async function sheetZip(report: SheetReport, onProgress?: SheetProgress): Promise<Blob> {
  const zip = createZip();
  zip.text('cells.csv', sheetCsv(report));
  for (const [row, cells] of report.cells.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (!isDrawn(cell)) continue;
      const input = await cell.input();
      const carried = input ? { input: await toDataUrl(input) } : {};
      const png = await pictureToPng(await cell.picture(), {
        ...{ recipe: cell.recipe, picture: 'result' as const, scale: 1 },
        ...carried,
      });
      await zip.file(cellFileName(report, row, column), png);
    }
    onProgress?.((row + 1) / report.cells.length);
  }
  return zip.end();
}
