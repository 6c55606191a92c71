import type { FigureCell } from '../../../export/figure/figure';
import type { ViewFigure } from '../../../panels/feature';
import type { SavedChartProps } from '../../../panels/figure/SavedChart';
import { mapCell, pictureCell, workFigure } from '../../../panels/figure/work-figure';
import { percent } from '../../../ui/numbers/numbers';
import { say, sayPhrase, sayWords } from '../../../words/say';
import { agreementFormula, gamesFormula, NOISE_FORMULA, randomiseFormula } from './check-formulas';
import { type Cascade, checksStore, type Made } from '../store/checks-store';
import type { AgreementResult } from '../store/agreement';
import type { CheckSection } from '../store/check-params';
import { type Faithfulness, GAMES, quarterDone } from '../store/delete-insert';
import type { NoiseResult } from '../store/small-noise';
import { requestOf, sameSubject, type Subject } from '../store/subject';
import {
  agreementWords,
  chanceArea,
  faithfulnessOutcome,
  noiseOutcome,
  randomiseOutcome,
} from '../store/verdicts';
import { cascadeChart } from './cascade-chart';
import { rho } from './check-help';
import { CHECK_TITLES } from './check-titles';
import { GAME_TITLES, gamesChart, QUARTERS } from './games-chart';
import { edgesOf, layersWords, likenessWords } from './randomise-words';

/** What a check's figure is made of. */
interface CheckFigure {
  readonly subject: Subject;
  readonly rows: readonly (readonly FigureCell[])[];
  readonly charts?: readonly SavedChartProps[];
  readonly findings: readonly string[];
  readonly formula: string;
}

/** What the check on screen has shown, as one figure; null while there is nothing to save. */
export async function believeFigure(): Promise<ViewFigure | null> {
  const { section } = checksStore.getState();
  const drawn = figureOf(section);
  if (!drawn) return null;
  const { subject, ...shown } = drawn;
  return workFigure({
    ...{ view: 'believe', part: section, ...shown },
    title: [say('Believe it?'), sayPhrase(CHECK_TITLES[section])].join(' · '),
    request: requestOf(subject),
    image: subject.image,
  });
}

function figureOf(section: CheckSection): CheckFigure | null {
  const { cascade, faithfulness, noise, agreement } = checksStore.getState();
  switch (section) {
    case 'randomise':
      return cascade && randomised(cascade);
    case 'delete':
      return faithfulness && games(faithfulness);
    case 'noise':
      return noise && noisy(noise);
    case 'agreement':
      return agreement && compared(agreement);
    default:
      return section satisfies never;
  }
}

function randomised(made: Made<Cascade>): CheckFigure {
  const { methods, layers } = checksStore.getState();
  const { subject, result } = made;
  const { original, points } = result;
  const depth = Math.min(layers, subject.layers.length);
  const point = points.get(depth);
  const rows = methods && sameSubject(methods.subject, subject) ? methods.result : [];
  const own = rows.find(({ method }) => method.id === subject.method.id);
  const outcome = randomiseOutcome(subject.method.title, points, subject.layers.length, own?.mean);
  return {
    subject,
    rows: [
      [
        pictureCell(subject.image, say('Photo')),
        mapCell(original.map.frame, say('Trained'), `P ${percent(original.map.probability)}`),
        ...(point
          ? [
              mapCell(
                point.map.frame,
                layersWords(depth),
                `${likenessWords(point)}, P ${percent(point.map.probability)}`,
              ),
            ]
          : []),
        mapCell(
          edgesOf(original),
          say('Edge detector'),
          point
            ? say('control: ρ {spearman}', { spearman: rho(point.control.spearman) })
            : say('like the map: ρ {spearman}', { spearman: rho(original.likeEdges.spearman) }),
        ),
      ],
    ],
    charts: points.size > 0 ? [cascadeChart(made, depth)] : [],
    findings: [
      outcome?.words ?? '',
      rows.length === 0
        ? ''
        : [
            say('Only the classifier redrawn, “{targetName}”: Spearman with the trained map', {
              targetName: subject.targetName,
            }),
            ...rows.map(({ method, mean }) => `${sayWords(method.title)} ${rho(mean)}`),
          ].join(' · '),
    ],
    formula: randomiseFormula(),
  };
}

function games(made: Made<Faithfulness>): CheckFigure {
  const { subject, result } = made;
  return {
    subject,
    rows: [
      [
        pictureCell(subject.image, say('Photo')),
        ...GAMES.map((game) => {
          const { map } = result[game];
          return pictureCell(
            quarterDone(game, subject.image, result.order),
            sayPhrase(QUARTERS[game]),
            map
              ? say('{name}: {words}', {
                  name: GAME_TITLES[game],
                  words: `${rho(map.area)} / ${rho(chanceArea(result[game]))}`,
                })
              : '',
          );
        }),
      ],
    ],
    charts: [gamesChart(made)],
    findings: [faithfulnessOutcome(subject.method.title, result)?.words ?? ''],
    formula: gamesFormula(result),
  };
}

function noisy({ subject, result }: Made<NoiseResult>): CheckFigure {
  const { clean, copies } = result;
  return {
    subject,
    rows: [
      [
        mapCell(clean.frame, say('Photo as it is'), `P ${percent(clean.probability)}`),
        ...copies.map(({ map, spearman }, copy) =>
          mapCell(
            map.frame,
            say('Noisy {copy}', { copy: copy + 1 }),
            `ρ ${rho(spearman)} · P ${percent(map.probability)}`,
          ),
        ),
      ],
    ],
    findings: [noiseOutcome(subject.method.title, result)?.words ?? ''],
    formula: sayPhrase(NOISE_FORMULA),
  };
}

function compared({ subject, result }: Made<AgreementResult>): CheckFigure {
  const { voices, matrix } = result;
  return {
    subject,
    rows: [voices.map(({ method, map }, i) => mapCell(map.frame, `${i + 1} ${sayWords(method.title)}`))],
    findings: [
      agreementWords(subject.method.id, result) ?? '',
      say('Spearman’s correlation of the maps, two by two'),
      ...voices.map(({ method }, i) =>
        [`${i + 1} ${sayWords(method.title)}`, ...(matrix[i] ?? []).map(rho)].join(' · '),
      ),
    ],
    formula: agreementFormula(),
  };
}
