import { saveFile } from '../../../export/picture-png';
import { showError } from '../../../panels/notices';
import { boardCsv } from '../export/board-csv';
import { boardPng } from '../export/board-png';
import type { BoardReport } from '../export/board-report';
import { makeReport } from './make-report';

const WRITERS = {
  png: boardPng,
  csv: async (report: BoardReport) => new Blob([boardCsv(report)], { type: 'text/csv' }),
} satisfies Record<string, (report: BoardReport) => Promise<Blob>>;
export type BoardFormat = keyof typeof WRITERS;

/** Writes the board as a file and hands it to the person. Says what went wrong where it does. */
export async function saveBoard(format: BoardFormat): Promise<void> {
  try {
    const report = makeReport();
    saveFile(await WRITERS[format](report), `robustness-${report.epsilon}-of-255.${format}`);
  } catch (thrown) {
    showError(thrown);
  }
}
