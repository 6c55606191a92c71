import { settingsStore } from '../../../../page/settings/settings-store';
import { runStore, type RunView } from '../../../../page/run/run-store';
import { shelveWork } from '../../../../page/shelf/shelve-work';
import type { RunResult } from '../../../../engine/protocol/protocol';
import type { Phrase } from '../../../../words/message';
import { phrase } from '../../../../words/say';
import type { AfterSection } from './after-settings';
import { type Fooled, fooledNow } from './fooled';
import { mapsStore } from './maps-store';
import { smallestStore } from './smallest-store';
import { transferStore } from './transfer-store';
import { transformsStore } from './transforms-store';

/** A section that has work of its own: survival and defences are read in one go. */
export type AfterWork = Exclude<AfterSection, 'defences'>;

/** The attack whose picture is asked about, as a card holds it: the photo lies beside. */
export type KeptAttack = Omit<RunResult, 'input'> & Pick<RunView, 'read'>;

/** What became of the attack's picture, as a card holds it: without the picture itself, which is the attack's or the smallest change. */
export function afterState(section: AfterWork) {
  const { step, steps, length, found, asked } = smallestStore.getState();
  const smallest = { step, steps, length, found, asked };
  switch (section) {
    case 'smallest':
      return { smallest };
    case 'survival': {
      const { untouched, pairs, chosen, looked, done, total } = transformsStore.getState();
      return { smallest, survival: { untouched, pairs, chosen, looked, done, total } };
    }
    case 'networks': {
      const { made, asked: networks, answers, failures, done, total } = transferStore.getState();
      // Pictures are known by what they are, answers by their place here.
      const given = made.map((fooled) => answers.get(fooled) ?? {});
      return { smallest, networks: { made, asked: networks, given, failures, done, total } };
    }
    case 'map': {
      const { maps } = mapsStore.getState();
      if (!maps) return { smallest, map: null };
      const { of: _, ...drawn } = maps;
      return { smallest, map: drawn };
    }
    default:
      return section satisfies never;
  }
}

const VERDICTS: Readonly<Record<AfterWork, Phrase>> = {
  smallest: phrase('Afterwards: the smallest change'),
  survival: phrase('Afterwards: what the picture survives, and what helps'),
  networks: phrase('Afterwards: what other networks read'),
  map: phrase('Afterwards: its saliency maps'),
};

interface Made {
  /** The picture that was asked about. */
  readonly of: Fooled;
  readonly isWhole: boolean;
  readonly runs: number;
  /** Whether nobody has asked for it. */
  readonly unasked?: boolean;
}

/** Puts what was found of a fooled picture onto the shelf. Nothing of one whose attack is no longer on the stage. */
export function shelveAfter(section: AfterWork, { of, isWhole, runs, unasked = false }: Made): void {
  const { result, input, recipe, read } = runStore.getState().fooling;
  const attack = fooledNow();
  const { found } = smallestStore.getState();
  if (!result || !recipe || !attack || !input || (of !== attack && of !== found)) return;
  const { input: _, ...kept } = result;
  const [other] = transferStore.getState().made.filter((fooled) => fooled.recipe.image !== recipe.image);
  shelveWork({
    exercise: 'fooling',
    view: 'after',
    what: ['after', section, of === found ? 'smallest' : 'attack', section === 'map' && mapMethod()],
    state: { section, attack: { ...kept, read }, ofFound: of === found, ...afterState(section) },
    recipe: result.recipe,
    phase: isWhole ? 'done' : 'stopped',
    runs,
    verdict: VERDICTS[section],
    picture: (section === 'smallest' ? found : of)?.image ?? attack.image,
    input,
    unasked,
    holdsOthers: section === 'networks' && other !== undefined,
  });
}

function mapMethod(): unknown {
  const { methods, params } = settingsStore.getState();
  return [methods.saliency, params[methods.saliency] ?? null];
}
