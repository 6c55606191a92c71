import { createStore } from 'zustand/vanilla';
import { saveFile } from '../../../export/picture-png';
import { showError } from '../../../panels/notices';
import { sheetPng } from '../export/sheet-png';
import type { SheetProgress, SheetReport } from '../export/sheet-report';
import { sheetZip } from '../export/sheet-zip';
import type { Sweep } from '../store/sweep-store';
import { makeReport } from './make-report';

const WRITERS = {
  png: sheetPng,
  zip: sheetZip,
} satisfies Record<string, (report: SheetReport, onProgress?: SheetProgress) => Promise<Blob>>;
export type SheetFormat = keyof typeof WRITERS;

/** The file being written, and how much of it is; null where none is. It goes on when the view is left. */
export const savingStore = createStore<{
  readonly saving: { readonly format: SheetFormat; readonly share: number } | null;
}>(() => ({ saving: null }));

/** Writes the sheet as a file and hands it to the person. Says what went wrong where it does. */
export async function saveSheet(sweep: Sweep, format: SheetFormat): Promise<void> {
  const report = makeReport(sweep);
  if (!report || savingStore.getState().saving) return;
  const tell = (share: number): void => {
    savingStore.setState({ saving: { format, share } });
  };
  tell(0);
  try {
    saveFile(await WRITERS[format](report, tell), `${report.fileName}.${format}`);
  } catch (thrown) {
    showError(thrown);
  } finally {
    savingStore.setState({ saving: null });
  }
}
