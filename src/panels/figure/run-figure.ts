import type { Frame } from '../../core/records/frame';
import { recipeAt } from '../../core/records/recipe';
import type { Figure } from '../../export/figure/figure';
import { fileNameOf } from '../../export/file-name';
import { toDataUrl } from '../../export/picture-png';
import type { Exercise } from '../../methods/catalog/params';
import { heldFrame } from '../../page/run/held-frame';
import { channels, runStore, type RunView } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import type { Settings } from '../../page/settings/settings-schema';
import { settingsStore } from '../../page/settings/settings-store';
import type { ViewFigure } from '../feature';
import { madeOf } from './made-of';

/** What a run's figure is drawn from: all as it is on the stage now. */
export interface RunOnStage {
  readonly run: RunView;
  /** The one on the stage. */
  readonly frame: Frame;
  readonly settings: Settings;
}

/** What a run's figure shows, and what its caption says besides who made it. */
interface RunFigure extends Pick<Figure, 'rows'> {
  readonly formula: string;
  /** What the pictures show, in whole sentences. */
  readonly findings?: readonly string[];
  /** How they are read. */
  readonly reading?: string;
}

/**
 * The figure of an exercise's run as it stands on the stage, with its recipe: method and class, what came of it, photo and network,
 * the formula, the numbers. Null where there is no run.
 */
export async function runFigure<E extends Exercise>(
  exercise: E,
  draw: (stage: RunOnStage, shown: ReturnType<typeof shownMethod<E>>) => RunFigure,
): Promise<ViewFigure | null> {
  const run = runStore.getState()[exercise];
  const frame = heldFrame(exercise) ?? channels[exercise].latest();
  const settings = settingsStore.getState();
  if (!run.recipe || !frame) return null;
  const recipe = recipeAt(run.recipe, frame.step, run.result !== null);
  const drawn = draw({ run, frame, settings }, shownMethod(exercise, run, settings));
  const { title, of, numbers } = madeOf(recipe);
  const notes = [
    ...[...(drawn.findings ?? []), of, drawn.formula, numbers],
    ...(drawn.reading ? [drawn.reading] : []),
  ];
  const input = run.input && (await toDataUrl(run.input));
  return {
    figure: { rows: drawn.rows, lead: title, notes },
    record: { recipe, picture: 'figure', scale: 1, ...(input ? { input } : {}) },
    fileName: fileNameOf(recipe, 'figure', 1),
  };
}
