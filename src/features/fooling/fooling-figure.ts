import { pictureOf } from '../../canvas/exercise-pictures';
import type { PictureKind } from '../../export/run-record';
import { classificationStore } from '../../page/network/classification-store';
import { networkStore } from '../../page/network/network-store';
import type { ViewFigure } from '../../panels/feature';
import { runFigure } from '../../panels/figure/run-figure';
import { formulaLine } from '../../panels/map/formula-line';
import { percent } from '../../ui/numbers/numbers';
import { say } from '../../words/say';
import { shownClass } from '../../words/shown-class';
import { besideFormula, changedCaption, changedTitle, foolingWords } from './fooling-words';
import { titleOfBeside } from './use-beside-title';

/** The photo, what it became and the difference, with what the network reads in each. */
export function foolingFigure(): Promise<ViewFigure | null> {
  return runFigure('fooling', ({ run, frame, settings }, { method, params }) => {
    const { rows, info } = networkStore.getState();
    const nameOf = (index: number | undefined): string =>
      index === undefined ? '' : (info?.classes[index]?.name ?? say('class {index}', { index }));
    const beside = titleOfBeside(rows, run.recipe?.beside?.network);
    const subject = {
      ...{ run, method, params, beside },
      target: run.recipe?.targetName ?? nameOf(run.target ?? undefined),
      rival: info?.output.kind === 'sigmoid' ? null : nameOf(frame.scalars.rival),
    };
    const { found, more } = foolingWords(subject);
    const before = classificationStore.getState().classification?.top[0];
    const { amplify } = settings;
    const picture = (kind: PictureKind) => () =>
      pictureOf(kind, { frame, input: run.input, reading: settings });
    return {
      rows: [
        [
          {
            picture: picture('original'),
            words: before
              ? [shownClass(before.name), percent(before.probability)]
              : [run.read ? shownClass(nameOf(run.read.index)) : say('Original')],
          },
          {
            picture: picture('result'),
            words: [changedTitle(subject) || say('Fooled'), changedCaption(subject) ?? ''],
          },
          {
            picture: picture('difference'),
            words: [say('Difference × {amplify}', { amplify }), say('Mid-grey is no change.')],
          },
        ],
      ],
      findings: [[found ?? '', more].filter(Boolean).join(' ')],
      formula: besideFormula(formulaLine(method, params), beside),
    };
  });
}
