import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { methodOf } from '../../../page/settings/settings-schema';
import { paramsOf, settingsStore } from '../../../page/settings/settings-store';
import { ViewBar } from '../../../panels/ViewBar';
import { Sentence } from '../../../ui/text/Sentence';
import { cancelSweep, drawSheet } from '../store/draw-sheet';
import { cellSteps } from '../store/time-left';
import type { Sheet } from '../store/sheet';
import type { CellState, Sweep } from '../store/sweep-store';
import { CellDialog } from './CellDialog';
import { ContactSheet } from './ContactSheet';
import { savingStore, type SheetFormat, saveSheet } from './save-sheet';
import { SweepHow } from './SweepHow';
import { SweepTools } from './SweepTools';
import { markWords, standingWords } from './sweep-words';
import { cellStates, useSheet } from './use-sheet';
import './sweep.css';
import type { PlainMessage } from '../../../words/message';
import { writeNumber } from '../../../words/number';
import { say } from '../../../words/say';

const FORMATS: Readonly<Record<SheetFormat, { readonly label: PlainMessage; readonly about: PlainMessage }>> =
  {
    png: { label: 'The sheet (PNG)', about: 'captioned, and dropped here it brings its settings back' },
    zip: { label: 'All pictures (ZIP)', about: 'each with its recipe, and their numbers as CSV' },
  };

/** An exercise's runs over two of its settings, as a contact sheet. */
export function SweepView({ sweep }: { readonly sweep: Sweep }) {
  const now = useSheet(sweep);
  const settings = useStore(settingsStore);
  const { sweeping } = useStore(sweep.store);
  const saving = useStore(savingStore, (state) => state.saving);
  const [open, setOpen] = useState<number | null>(null);
  const method = methodOf(settings, sweep.exercise);
  const sheet = 'sheet' in now ? now.sheet : null;
  const fault = 'fault' in now ? now.fault : null;
  const states = cellStates(sweep, now);
  const running = sweeping?.phase === 'running';
  const all = states.length;
  const waiting = sheet?.cells.filter((_, index) => states[index] === undefined) ?? [];
  const failed = states.filter((state) => state?.status === 'failed').length;
  const drawn = states.filter((state) => state?.status === 'done').length;
  const draw = (): void => {
    void drawSheet(sweep);
  };
  return (
    <>
      <div className="view-room sweep">
        <p className="sweep-meaning">
          {say(
            'What do two settings do? Every pair of their values is drawn once, all else as it stands, and laid side by side.',
          )}
        </p>
        <SweepTools
          sweep={sweep}
          method={method}
          values={paramsOf(settings, sweep.exercise)}
          fault={fault}
          disabled={running}
        />
        {fault?.side === null && (
          <p className="wrong" role="status">
            <Sentence text={fault.words} />
          </p>
        )}
        {sheet && <ContactSheet sweep={sweep} sheet={sheet} states={states} onOpen={setOpen} />}
        <Legend states={states} />
        <SweepHow />
      </div>
      <ViewBar
        label={waiting.length > 0 && drawn > 0 ? say('Go on') : say('Draw the sheet')}
        onRun={draw}
        disabled={waiting.length + failed === 0}
        running={running}
        onCancel={() => {
          cancelSweep(sweep);
        }}
        done={saving ? saving.share : all > 0 ? (all - waiting.length) / all : null}
        status={
          saving
            ? say('Writing the {format}: {percent}', {
                format: saving.format.toUpperCase(),
                percent: writeNumber(`${Math.round(100 * saving.share)} %`),
              })
            : sheet
              ? standingWords({ sweeping, todo: waiting.length, steps: stepsOf(sheet, waiting), all })
              : say('Say what is varied')
        }
      >
        <Menu position="top-start" shadow="md" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              size="md"
              disabled={drawn === 0 || saving !== null}
              leftSection={<IconDownload size={17} aria-hidden />}
            >
              {say('Save')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(Object.keys(FORMATS) as SheetFormat[]).map((format) => (
              <Menu.Item
                key={format}
                onClick={() => {
                  void saveSheet(sweep, format);
                }}
              >
                <span>{say(FORMATS[format].label)}</span>
                <span className="quiet small sweep-about">{say(FORMATS[format].about)}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </ViewBar>
      <CellDialog
        method={method}
        name={sheet && open !== null ? nameOf(sheet, open) : null}
        state={open === null ? undefined : states[open]}
        onClose={() => {
          setOpen(null);
        }}
        onKey={(key) => {
          const next = sheet && open !== null ? neighbour(sheet, open, key) : null;
          if (next === null || states[next] === undefined) return false;
          setOpen(next);
          return true;
        }}
        onAgain={() => {
          setOpen(null);
          draw();
        }}
      />
    </>
  );
}

/** What the marks on the sheet mean, those that are there. */
function Legend({ states }: { readonly states: readonly (CellState | undefined)[] }) {
  const marks = states.flatMap((state) => (state?.status === 'done' ? [state.drawn.marks] : []));
  const words = markWords({
    beyondStability: marks.some(({ beyondStability }) => beyondStability),
    diverged: marks.some(({ diverged }) => diverged),
  });
  return words.map((sentence) => (
    <p key={sentence.text} className="note wrong sweep-meaning">
      <Sentence text={sentence} />
    </p>
  ));
}

/** Steps that cells will take; null where a stop rule may end them. */
function stepsOf({ plan: { method } }: Sheet, cells: Sheet['cells']): number | null {
  if (method.exercise === 'saliency' || method.iterations === null) return null;
  return cells.reduce((sum, cell) => sum + cellSteps(method, cell), 0);
}

/** A cell's place in words: `λ 0.001, η 5`. */
function nameOf({ rows, columns }: Sheet, index: number): string {
  const across = columns?.titles.length ?? 1;
  return [rows.titles[Math.floor(index / across)], columns?.titles[index % across]]
    .filter(Boolean)
    .join(', ');
}

/** The cell beside one in the direction of an arrow key; null at the sheet's edge, and for other keys. */
function neighbour({ rows, columns }: Sheet, index: number, key: string): number | null {
  const across = columns?.titles.length ?? 1;
  const [row, column] = [Math.floor(index / across), index % across];
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? index - 1 : null;
    case 'ArrowRight':
      return column < across - 1 ? index + 1 : null;
    case 'ArrowUp':
      return row > 0 ? index - across : null;
    case 'ArrowDown':
      return row < rows.titles.length - 1 ? index + across : null;
    default:
      return null;
  }
}
