import type { ViewFigure } from '../../../panels/feature';
import { mapCell, pictureCell, workFigure } from '../../../panels/figure/work-figure';
import { percent } from '../../../ui/numbers/numbers';
import { fixed } from '../../../words/number';
import { say, sayPhrase } from '../../../words/say';
import type { Demonstration } from '../store/limit-params';
import { lineStore } from '../store/line-store';
import { type Sweep, lowContrastStore } from '../store/low-contrast-store';
import { limitsStore } from '../store/limits-store';
import { gradientRequest, type Question } from '../store/question';
import { SWEEP_STOPS } from '../store/sweep-stops';
import { DEMONSTRATION_TITLES } from './demonstration-titles';
import { changeWords, lineSentence, sweepSentence } from './limit-words';
import { lineCharts } from './line-charts';
import { CONTRAST_FORMULA, lookWords } from './look-words';
import { LINE_FORMULA, pointWords } from './point-words';
import { stopNumber, sweepChart } from './sweep-chart';

/** What the demonstration on screen shows, as one figure; null while there is nothing to save. */
export async function limitsFigure(): Promise<ViewFigure | null> {
  const { shown } = limitsStore.getState();
  if (shown === 'line') return lineFigure();
  const { sweep } = lowContrastStore.getState();
  return sweep && sweep.looks.length > 0 ? sweepFigure(sweep) : lookFigure();
}

const titleOf = (shown: Demonstration): string =>
  [say('Limits'), sayPhrase(DEMONSTRATION_TITLES[shown])].join(' · ');

const nameOf = ({ targetName }: Question): string => targetName;

/** So many stand in a row of print. */
const A_ROW = 5;

function halves(looks: Sweep['looks']): readonly { readonly from: number; readonly part: Sweep['looks'] }[] {
  return [0, A_ROW].flatMap((from) =>
    looks.length > from ? [{ from, part: looks.slice(from, from + A_ROW) }] : [],
  );
}

/** The weakened photos over their maps, and the curves. */
function sweepFigure(sweep: Sweep): Promise<ViewFigure> {
  const { of, question, looks } = sweep;
  const name = nameOf(question);
  const stops = SWEEP_STOPS[of];
  return workFigure({
    ...{ view: 'limits', part: of, title: titleOf('contrast') },
    rows: halves(looks).flatMap(({ from, part }) => [
      part.map(({ image }, i) => pictureCell(image, stopNumber(of, stops[from + i] ?? 0))),
      part.map(({ frame, probability, likeness }) =>
        mapCell(frame, percent(probability), likeness === null ? '' : `ρ ${fixed(likeness, 2)}`),
      ),
    ]),
    charts: [sweepChart(sweep, name)],
    findings: [sweepSentence(sweep, name)],
    formula: sayPhrase(CONTRAST_FORMULA),
    request: question,
    image: question.image,
  });
}

/** The photo as the sliders have it, and its map beside the untouched photo's. */
async function lookFigure(): Promise<ViewFigure | null> {
  const { shown, now, reference, question, contrast, blur } = lowContrastStore.getState();
  if (!shown || !now || !question) return null;
  const name = nameOf(question);
  return workFigure({
    ...{ view: 'limits', part: 'contrast', title: titleOf('contrast') },
    rows: [
      [
        pictureCell(
          shown,
          say('What the network sees'),
          say('k = {contrast, number} %, σ = {blur, number} px', { contrast, blur }),
        ),
        mapCell(now.frame, say('Its map'), lookWords(now, name)),
        ...(reference
          ? [mapCell(reference.frame, say('The untouched photo’s map'), lookWords(reference, name))]
          : []),
      ],
    ],
    findings:
      now.likeness === null
        ? []
        : [say('The two maps’ rank correlation is ρ = {likeness}.', { likeness: fixed(now.likeness, 2) })],
    formula: sayPhrase(CONTRAST_FORMULA),
    request: question,
    image: question.image,
  });
}

/** The pictures along the line, and both charts. */
async function lineFigure(): Promise<ViewFigure | null> {
  const { line, place } = lineStore.getState();
  const [start] = line?.points ?? [];
  const end = line?.points.at(-1);
  if (!line || !start || !end) return null;
  const { points, parted, question } = line;
  const name = nameOf(question);
  const mark = points[place] ?? end;
  const left = parted === null ? undefined : points[parted];
  const own = mark !== start && mark !== end && mark !== left ? mark : undefined;
  return workFigure({
    ...{ view: 'limits', part: 'line', title: titleOf('line') },
    rows: [
      [
        pictureCell(start.image, say('The photo'), pointWords(start, name)),
        ...(left ? [pictureCell(left.image, say('Where they part'), pointWords(left, name))] : []),
        ...(own
          ? [
              pictureCell(
                own.image,
                say('after a change of {change}', { change: changeWords(own.rms) }),
                pointWords(own, name),
              ),
            ]
          : []),
        pictureCell(end.image, say('The end'), pointWords(end, name)),
      ],
    ],
    charts: lineCharts(line, mark, name),
    findings: [lineSentence(line)],
    formula: sayPhrase(LINE_FORMULA),
    request: { ...gradientRequest(question), target: question.target },
    image: question.image,
  });
}
