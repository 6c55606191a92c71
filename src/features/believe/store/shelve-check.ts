import { attributionPicture } from '../../../canvas/attribution-picture';
import { recipeOfRequest } from '../../../page/request/recipe-of-request';
import { settingsStore } from '../../../page/settings/settings-store';
import { shelveWork } from '../../../page/shelf/shelve-work';
import type { Phrase } from '../../../words/message';
import { phrase } from '../../../words/say';
import { checksStore } from './checks-store';
import type { CheckSection } from './check-params';
import { requestOf, type Subject } from './subject';

/** What each check has made, as its card holds it. */
export function checkState(section: CheckSection) {
  const { cascade, methods, faithfulness, noise, agreement, layers, deviation, compared } =
    checksStore.getState();
  switch (section) {
    case 'randomise':
      return { cascade, methods, layers };
    case 'delete':
      return { faithfulness };
    case 'noise':
      return { noise, deviation };
    case 'agreement':
      return { agreement, compared };
    default:
      return section satisfies never;
  }
}

const VERDICTS: Readonly<Record<CheckSection, Phrase>> = {
  randomise: phrase('Believe it? Weights drawn anew'),
  delete: phrase('Believe it? Pixels deleted and inserted'),
  noise: phrase('Believe it? A little noise'),
  agreement: phrase('Believe it? Methods compared'),
};

/** Puts a check that has ended onto the shelf, as far as it came. */
export function shelveCheck(section: CheckSection, subject: Subject, isWhole: boolean): void {
  const state = checkState(section);
  const { cascade, noise, agreement, faithfulness } = checksStore.getState();
  const made = { randomise: cascade, noise, agreement, delete: faithfulness }[section];
  if (!made) return;
  const { frame } = (section === 'randomise' ? cascade?.result.original.map : undefined) ??
    (section === 'noise' ? noise?.result.clean : undefined) ??
    (section === 'agreement' ? agreement?.result.voices[0]?.map : undefined) ?? { frame: null };
  shelveWork({
    exercise: 'saliency',
    view: 'believe',
    what: ['believe', section],
    state: { section, ...state },
    recipe: recipeOfRequest(requestOf(subject), subject.target),
    phase: isWhole ? 'done' : 'stopped',
    runs: section === 'randomise' ? (cascade?.result.points.size ?? 0) : 1,
    verdict: VERDICTS[section],
    picture: (frame && attributionPicture(frame, settingsStore.getState())) ?? subject.image,
    input: subject.image,
  });
}
