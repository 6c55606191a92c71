import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isRead } from '../../../core/statistics/answers';
import type { Classification, NetworkInfo, RunResult } from '../../../engine/protocol/protocol';
import { AUTO_ATTACK, SMALLEST_CHANGE, type SuiteAttack } from '../../../methods/catalog/auto-attack';
import type { MapRequest } from '../../../page/request/map-request';
import { sayWords } from '../../../words/say';
import { attackPhoto, type RunAttack, smallestEpsilon, type Trial, tryAttack } from './attack-photo';
import type { BoardPhoto } from './board-photos';
import { type BoardRequest, labelOf } from './board-request';
import type { PhotoMeasure } from './board-store';

/** What measures a photo; a test brings its own. */
export interface MeasureTools {
  readonly classify: (image: PixelImage) => Promise<Classification>;
  readonly run: (request: MapRequest) => Promise<RunResult>;
  readonly now: () => number;
  /** Hears which attack is next. */
  readonly tell: (words: string) => void;
}

/**
 * Measures one photo on a network: what it is read as, which attack of the suite fools first, how small an ε is enough for that
 * one, and how long the smallest change is that the search for it finds.
 */
export async function measurePhoto(
  made: BoardRequest,
  photo: BoardPhoto,
  image: PixelImage,
  info: NetworkInfo,
  { classify, run: draw, now, tell }: MeasureTools,
): Promise<PhotoMeasure> {
  const begun = now();
  const { logits, kind, top } = await classify(image);
  const [clean] = top;
  if (!clean) throw new Error('The network has answered nothing.');
  const { label, origin } = labelOf(photo, made.label, info) ?? {
    label: { index: clean.index, name: clean.name },
    origin: 'read' as const,
  };
  const attacked = { label: label.index, logits, kind };
  const { epsilon, effort, seed, fit, decoding } = made;
  const run: RunAttack = (asked) =>
    draw({ ...asked, network: info.id, image, seed, fit, decoding, imageName: photo.name });
  const settings = { epsilon, effort };
  const result = (rest: Pick<PhotoMeasure, 'right' | 'trials' | 'falls' | 'smallest'>): PhotoMeasure => ({
    made,
    label,
    origin,
    clean,
    ms: now() - begun,
    ...rest,
  });
  if (!isRead(logits, label.index, kind))
    return result({ right: false, trials: [], falls: 0, smallest: null });

  const telling = (attack: SuiteAttack): RunAttack => {
    tell(sayWords(attack.title));
    return run;
  };
  const trials = await attackPhoto(AUTO_ATTACK, attacked, settings, telling);
  const last = trials.at(-1);
  const felled = last?.fooled === true ? last : null;
  const by = AUTO_ATTACK.find(({ id }) => id === felled?.attack);
  const falls =
    felled && by
      ? await smallestEpsilon(by, felled, (smaller) =>
          tryAttack(by, attacked, { ...settings, epsilon: smaller }, telling(by)),
        )
      : null;
  const search =
    trials.find(({ attack }) => attack === SMALLEST_CHANGE.id) ??
    (await tryAttack(SMALLEST_CHANGE, attacked, settings, telling(SMALLEST_CHANGE)));
  return result({ right: true, trials, falls, smallest: lengthOf([search, ...trials]) });
}

/** Length of the shortest change that misleads, in grey levels over all colour values. */
function lengthOf(trials: readonly Trial[]): number | null {
  const lengths = trials.filter(({ misread }) => misread).map(({ l2 }) => l2);
  return lengths.length > 0 ? Math.min(...lengths) : null;
}
