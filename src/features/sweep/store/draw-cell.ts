import { isAbort } from '../../../core/records/abort';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Frame } from '../../../core/records/frame';
import { rivalOf } from '../../../core/statistics/answers';
import type { NetworkInfo, RunResult } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import type { drawMap } from '../../../page/run/draw-map';
import { hasDiverged, isBeyondStability } from '../../../sweep/sweep-marks';
import type { SweepCell } from '../../../sweep/sweep-plan';
import { askedOf, cellKey, requestOf } from './cell-request';
import type { fitPhotoTo } from './fit-photo';
import { type Sheet } from './sheet';
import { type CellState, type DrawnCell, putCell, type RunningCell, type Sweep } from './sweep-store';
import { cellSteps, type Paces } from './time-left';

/** What draws a sheet; a test brings its own. */
export interface SheetTools {
  load(id: string, signal: AbortSignal): Promise<NetworkInfo>;
  fitPhoto: typeof fitPhotoTo;
  run: typeof drawMap;
  now(): number;
}

/** A cell that is to be drawn, of a sheet that was asked for. */
export interface Todo {
  readonly sheet: Sheet;
  readonly cell: SweepCell;
}

/** A picture under way is looked at so many times: each look takes a pass through the network. */
const LOOKS = 10;

interface Drawing {
  readonly tools: SheetTools;
  readonly signal: AbortSignal;
  readonly paces: Paces;
  readonly tell: (now: RunningCell) => void;
}

/** Draws one cell, and gives what it holds then; null where it was cancelled. */
export async function drawCell(
  sweep: Sweep,
  { sheet, cell }: Todo,
  { tools, signal, paces, tell }: Drawing,
): Promise<CellState | null> {
  const { row, column } = cell;
  const steps = cellSteps(sheet.plan.method, cell);
  const show = (step: number, picture: RunningCell['picture']): void =>
    tell({ row, column, step, steps, picture });
  let asked = askedOf(sweep, sheet, cell);
  const settle = (state: CellState): CellState => {
    putCell(sweep, asked.key, state, new Set(sheet.cells.map((other) => cellKey(sweep, sheet, other))));
    return state;
  };
  show(0, null);
  try {
    const info = await tools.load(cell.network, signal);
    signal.throwIfAborted();
    sweep.store.setState(({ infos }) => ({ infos: { ...infos, [info.id]: info } }));
    const begun = tools.now();
    // What is chosen while it is drawn makes another picture, and does not change what this one is known by.
    asked = askedOf(sweep, sheet, cell);
    const image = asked.ofPhoto ? await tools.fitPhoto(info.size, asked.fit) : null;
    const request = requestOf(asked, info, image);
    const onFrame = ({ step, pixels, width, height }: Frame): void => {
      if (!signal.aborted) show(step, pixels ? { width, height, data: pixels } : null);
    };
    const frameEvery = Math.max(1, Math.ceil(steps / LOOKS));
    const result = await tools.run(request, { signal, onFrame, frameEvery });
    const ms = tools.now() - begun;
    paces.remember(cell, steps, ms);
    return settle({ status: 'done', drawn: keep(result, sheet, cell, info, image, ms) });
  } catch (thrown) {
    if (isAbort(thrown) || signal.aborted) return null;
    return settle({ status: 'failed', error: asLabError(thrown) });
  }
}

function keep(
  drawn: RunResult,
  { plan: { method } }: Sheet,
  cell: SweepCell,
  { title, classes }: NetworkInfo,
  image: PixelImage | null,
  ms: number,
): DrawnCell {
  const { kind, logits, probabilities, top, width, height, steps, scalars, recipe, timings, pixels } = drawn;
  const { target } = recipe;
  const rival = rivalOf(logits, target, kind);
  const nameOf = (index: number): string => classes[index]?.name ?? `class ${index}`;
  return {
    result: { kind, logits, probabilities, top, width, height, steps, scalars, recipe, timings },
    pixels: new Blob([pixels]),
    input: image && new Blob([image.data]),
    network: title,
    target: nameOf(target),
    rival: rival === null ? null : nameOf(rival),
    marks: {
      beyondStability: isBeyondStability(method, cell.params),
      diverged: hasDiverged({ pixels, logits }),
    },
    ms,
  };
}
