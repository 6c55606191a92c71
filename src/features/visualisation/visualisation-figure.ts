import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';
import type { FigureCell } from '../../export/figure/figure';
import { networkStore } from '../../page/network/network-store';
import { channels } from '../../page/run/run-store';
import type { ViewFigure } from '../../panels/feature';
import { runFigure } from '../../panels/figure/run-figure';
import { formulaLine } from '../../panels/map/formula-line';
import { percent } from '../../ui/numbers/numbers';
import { whole } from '../../words/number';
import { say } from '../../words/say';
import { companionsOf } from './companions-of';
import { chosenFrames, framesOfFigure } from './figure-frames';
import { pictureCaption, readWords } from './visualisation-words';

/** More in a row are too small to be looked at in print. */
const A_ROW = 8;

/** Frames of the run in rows, and where several pictures are made side by side, the others of the last of them. */
export function visualisationFigure(): Promise<ViewFigure | null> {
  return runFigure('visualization', ({ run, frame }, { method, params }) => {
    const { info } = networkStore.getState();
    const nameOf = (index: number | undefined): string =>
      index === undefined ? '' : (info?.classes[index]?.name ?? say('class {index}', { index }));
    const strip = channels.visualization.strip().filter(({ step }) => step <= frame.step);
    const frames = framesOfFigure(strip.length > 0 ? strip : [frame], chosenFrames());
    const raised = method.raised(params);
    const cells = frames.map((each) => cellOf(each, raised.what === 'class'));
    const last = frames.at(-1) ?? frame;
    const beside = companionsOf(last).map((picture): FigureCell => ({
      picture: () => picture,
      words: [say('Made beside it')],
    }));
    const { read, more } = readWords({
      ...{ scalars: last.scalars, raised, layers: info?.camLayers ?? [] },
      target: run.recipe?.targetName ?? nameOf(run.target ?? undefined),
      rival: info?.output.kind === 'sigmoid' ? null : nameOf(last.scalars.rival),
    });
    const atLast = say('At step {step}:', { step: whole(last.step) });
    const numbers = pictureCaption({ scalars: last.scalars, raised });
    return {
      rows: [...inRows(cells), ...inRows(beside)],
      findings: numbers === undefined ? [] : [`${atLast} ${read} ${more}`, numbers],
      formula: formulaLine(method, params),
    };
  });
}

function cellOf({ step, width, height, pixels, scalars }: Frame, isOfClass: boolean): FigureCell {
  const { probability } = scalars;
  const picture: PixelImage | null = pixels ? { width, height, data: pixels } : null;
  return {
    picture: () => picture,
    words: [
      say('step {step}', { step: whole(step) }),
      isOfClass && probability !== undefined ? percent(probability) : '',
    ],
  };
}

function inRows(cells: readonly FigureCell[]): readonly (readonly FigureCell[])[] {
  const rows = Math.ceil(cells.length / A_ROW);
  const across = Math.ceil(cells.length / rows);
  return Array.from({ length: rows }, (_, row) => cells.slice(row * across, (row + 1) * across));
}
