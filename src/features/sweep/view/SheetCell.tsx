import { Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { putBytes } from '../../../canvas/picture-bytes';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { Sentence } from '../../../ui/text/Sentence';
import { pictureOf } from '../store/drawn-cell';
import type { CellState, DrawnCell, RunningCell } from '../store/sweep-store';
import { cellCaption } from './sweep-words';
import { say } from '../../../words/say';

interface Props {
  /** Its place, in words. */
  readonly name: string;
  readonly state: CellState | undefined;
  /** The run under way, where it is this cell's. */
  readonly running: RunningCell | null;
  readonly onOpen: () => void;
}

/** One cell: a button with the picture and its numbers, or what has become of it. */
export function SheetCell({ name, state, running, onOpen }: Props) {
  const drawn = state?.status === 'done' ? state.drawn : null;
  const caption = drawn && cellCaption(drawn);
  return (
    <button
      type="button"
      className="sheet-cell"
      data-status={running ? 'running' : (state?.status ?? 'waiting')}
      aria-label={[name, ...cellWords(state, running)].join(', ')}
      aria-disabled={state === undefined}
      onClick={() => {
        if (state !== undefined) onOpen();
      }}
    >
      <span
        className="mat sheet-picture"
        data-beyond={drawn?.marks.beyondStability || undefined}
        data-diverged={drawn?.marks.diverged || undefined}
      >
        {drawn && <DrawnCanvas drawn={drawn} />}
        {running?.picture && <FrameCanvas picture={running.picture} />}
        {running && !running.picture && <Loader size={18} color="gray.0" />}
        {state?.status === 'failed' && <IconAlertTriangle size={20} stroke={1.6} aria-hidden />}
      </span>
      <span className="sheet-caption">
        {caption && <b translate="no">{caption[0]}</b>}
        {drawn && caption && (
          <span className="quiet nums clip" title={caption[1]}>
            <Sentence text={caption[1]} names={[drawn.rival]} />
          </span>
        )}
        {running && running.steps > 1 && (
          <span className="quiet nums">
            <Sentence text={say('{step} of {steps}', { step: running.step, steps: running.steps })} />
          </span>
        )}
        {state?.status === 'failed' && <span className="wrong">{say('could not be drawn')}</span>}
      </span>
    </button>
  );
}

/** What a cell's button says of it beside its place. */
function cellWords(state: CellState | undefined, running: RunningCell | null): readonly string[] {
  if (running) return [say('being drawn')];
  switch (state?.status) {
    case 'done': {
      const { beyondStability, diverged } = state.drawn.marks;
      return [
        ...cellCaption(state.drawn),
        ...(beyondStability ? [say('beyond stability')] : []),
        ...(diverged ? [say('diverged')] : []),
      ];
    }
    case 'failed':
      return [say('could not be drawn, open to see why')];
    case undefined:
      return [say('not drawn yet')];
    default:
      return state satisfies never;
  }
}

/** A picture of the sheet: painted while it is in sight, and forgotten after. */
function DrawnCanvas({ drawn }: { readonly drawn: DrawnCell }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    if (!node) return;
    const state = { visible: false };
    const paint = async (): Promise<void> => {
      const picture = await pictureOf(drawn);
      if (state.visible) putBytes(node, picture);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        state.visible = entries.at(-1)?.isIntersecting ?? false;
        if (state.visible) {
          void paint();
          return;
        }
        node.width = 1;
        node.height = 1;
      },
      { rootMargin: '200px' },
    );
    observer.observe(node);
    return () => {
      state.visible = false;
      observer.disconnect();
    };
  }, [drawn]);
  return <canvas ref={canvas} aria-hidden width={1} height={1} />;
}

function FrameCanvas({ picture }: { readonly picture: PixelImage }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) putBytes(canvas.current, picture);
  }, [picture]);
  return <canvas ref={canvas} aria-hidden width={1} height={1} />;
}
