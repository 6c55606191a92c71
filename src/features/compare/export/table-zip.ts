import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { pictureToPng, toDataUrl } from '../../../export/picture-png';
import { tableCsv } from './table-csv';
import type { ReportProgress, TableReport } from './table-report';
import { mapFileName, originalFileName } from './table-zip-names';

/** The same table gives the same file: entries carry the first day a ZIP can name, not today. */
const NO_DAY = new Date(1980, 0, 1);

/**
 * A table as a ZIP: every photo as each network saw it and every map, pixel for pixel, as PNGs that carry their run, and
 * `scores.csv`. Written picture by picture; PNGs are not compressed again.
 */
export async function tableZip(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  const parts: Blob[] = [];
  const failure: { error: Error | null } = { error: null };
  const zip = new Zip((error, chunk) => {
    if (error) failure.error = error;
    // A Blob's bytes lie outside the page's own memory.
    else parts.push(new Blob([new Uint8Array(chunk)]));
  });
  const put = (file: ZipDeflate | ZipPassThrough, bytes: Uint8Array): void => {
    file.mtime = NO_DAY;
    zip.add(file);
    file.push(bytes, true);
  };
  const putPng = async (name: string, png: Blob): Promise<void> => {
    put(new ZipPassThrough(name), new Uint8Array(await png.arrayBuffer()));
  };

  put(new ZipDeflate('scores.csv'), strToU8(tableCsv(report)));
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
          await putPng(
            name,
            await pictureToPng(input, { recipe, picture: 'original', scale: 1, ...carried }),
          );
        written.add(name);
      }
      const png = await pictureToPng(map, { recipe, picture: 'map', scale: 1, ...carried });
      await putPng(mapFileName(report, row, column), png);
      if (failure.error) throw failure.error;
    }
    onProgress?.((row + 1) / report.rows.length);
  }
  zip.end();
  if (failure.error) throw failure.error;
  return new Blob(parts, { type: 'application/zip' });
}
