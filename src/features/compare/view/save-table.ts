import { createStore } from 'zustand/vanilla';
import { saveFile } from '../../../export/picture-png';
import { tableHtml } from '../export/table-html';
import { tablePng } from '../export/table-png';
import type { ReportProgress, TableReport } from '../export/table-report';
import { tableZip } from '../export/table-zip';
import { showError } from '../../../panels/notices';
import { makeReport, tableFileName } from './make-report';

const WRITERS = {
  png: tablePng,
  zip: tableZip,
  html: tableHtml,
} satisfies Record<string, (report: TableReport, onProgress?: ReportProgress) => Promise<Blob>>;
export type TableFormat = keyof typeof WRITERS;

/** The file being written, and how much of it is; null where none is. It goes on when the view is left. */
export const savingStore = createStore<{
  readonly saving: { readonly format: TableFormat; readonly share: number } | null;
}>(() => ({ saving: null }));

/** Writes the table as a file and hands it to the person. Says what went wrong where it does. */
export async function saveTable(format: TableFormat, size: readonly [number, number]): Promise<void> {
  if (savingStore.getState().saving) return;
  const tell = (share: number): void => {
    savingStore.setState({ saving: { format, share } });
  };
  tell(0);
  try {
    const report = await makeReport(size);
    saveFile(await WRITERS[format](report, tell), tableFileName(report, format));
  } catch (thrown) {
    showError(thrown);
  } finally {
    savingStore.setState({ saving: null });
  }
}
