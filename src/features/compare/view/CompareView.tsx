import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { beginTable } from '../store/begin-table';
import { compareStore } from '../store/compare-store';
import { tally } from '../store/edit-table';
import { cancelFilling, fillTable } from '../store/fill-table';
import { prepareRows } from '../store/open-row';
import { measureScales } from '../store/shared-scale';
import { cellsToFill, estimate } from '../store/table-estimate';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { mapReadingOf } from '../../../page/run/map-reading';
import { classificationStore } from '../../../page/network/classification-store';
import { settingsStore } from '../../../page/settings/settings-store';
import { ViewBar } from '../../../panels/ViewBar';
import { CellDialog, type OpenCell } from './table/CellDialog';
import { CompareTable } from './table/CompareTable';
import { CompareTools } from './CompareTools';
import { TableNews } from './TableNews';
import { savingStore, saveTable, type TableFormat } from './save-table';
import { standing } from './table-words';
import './compare.css';
import type { Phrase } from '../../../words/message';
import { phrase, say, sayPhrase } from '../../../words/say';

const FORMATS: Readonly<Record<TableFormat, { readonly label: Phrase; readonly about: Phrase }>> = {
  png: { label: phrase('One picture (PNG)'), about: phrase('the table with its captions') },
  zip: {
    label: phrase('All files (ZIP)'),
    about: phrase('every picture, pixel for pixel, and a CSV of the scores'),
  },
  html: { label: phrase('A page (HTML)'), about: phrase('opens anywhere, offline') },
};
const SQUARE = [224, 224] as const;

/** The comparison table: photos down, networks and methods across, filled cell by cell. */
export function CompareView() {
  const table = useStore(compareStore);
  const info = useStore(networkStore, (state) => state.info);
  const photo = useStore(imageStore, (state) => state.photo);
  const { fit } = useStore(settingsStore);
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  useStore(classificationStore);
  const saving = useStore(savingStore, (state) => state.saving);
  const [open, setOpen] = useState<OpenCell>(null);
  const show = useCallback((row: string, column: string) => {
    setOpen({ row, column });
  }, []);
  const { rows, columns, cells, filling, scaleScope, networks } = table;
  // Originals are shown as the first column's network sees them.
  const size = networks[columns[0]?.network ?? '']?.size ?? info?.size ?? SQUARE;

  useEffect(() => {
    if (beginTable()) void fillTable();
  }, [info, photo]);
  useEffect(() => {
    void prepareRows(size);
  }, [rows, size, fit]);
  useEffect(() => {
    if (scaleScope !== 'map') void measureScales(reading);
  }, [scaleScope, reading, cells, columns]);

  const { maps, done } = tally(table);
  const todo = cellsToFill();
  const running = filling?.phase === 'running';
  const share = running
    ? filling.finished / Math.max(1, filling.finished + todo.length)
    : maps > 0
      ? done / maps
      : null;
  return (
    <>
      <CompareTools />
      <TableNews />
      <div className="view-room compare-room">
        {maps > 0 || rows.length > 0 ? (
          <CompareTable size={size} onOpen={show} />
        ) : (
          <div className="hush">
            <h2>{say('Nothing to compare yet')}</h2>
            <p className="quiet">
              {say('Drop photos here, or press “Lab report” for the table of the lab.')}
            </p>
          </div>
        )}
      </div>
      <ViewBar
        label={say('Fill the table')}
        onRun={() => {
          void fillTable();
        }}
        disabled={todo.length === 0}
        running={running}
        onCancel={cancelFilling}
        done={saving ? saving.share : share}
        status={
          saving
            ? say('Writing the {format}: {share} %', {
                format: saving.format.toUpperCase(),
                share: Math.round(100 * saving.share),
              })
            : standing({ filling, maps, left: todo.length, ms: estimate(todo) })
        }
      >
        <Menu position="top-start" shadow="md" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              size="md"
              disabled={done === 0 || saving !== null}
              leftSection={<IconDownload size={17} aria-hidden />}
            >
              {say('Save')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(Object.keys(FORMATS) as TableFormat[]).map((format) => (
              <Menu.Item
                key={format}
                onClick={() => {
                  void saveTable(format, size);
                }}
              >
                <span>{sayPhrase(FORMATS[format].label)}</span>
                <span className="quiet small compare-about">{sayPhrase(FORMATS[format].about)}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </ViewBar>
      <CellDialog open={open} onMove={setOpen} />
    </>
  );
}
