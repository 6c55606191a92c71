import { createLatest } from '../../core/records/latest';
import { LabError } from '../../core/records/lab-error';
import type { PixelImage } from '../../core/pictures/pixel-image';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { Card } from '../../shelf/card';
import type { ShelvedPhoto } from '../../shelf/shelved';
import type { CardContents } from '../../shelf/shelf';
import { phrase } from '../../words/say';
import { lab } from '../lab';
import { classifyPhoto } from '../network/classification-store';
import { networkStore, openNetwork } from '../network/network-store';
import { holdStage } from '../run/held-stage';
import { applyRecipe, set, setTarget, settingsStore } from '../settings/settings-store';
import { FIRST_VIEW } from '../settings/settings-schema';
import { VIEW_SETTING, viewNamed } from '../settings/views';
import { bringPhotoBack, isSamePicture } from './card-photo';
import { putOnStage } from './put-on-stage';
import { shelfHere } from './shelf-here';
import { shelfStore } from './shelf-store';

const openings = createLatest();

/** A card as it stands on the stage. */
export interface OpenedCard {
  readonly card: Card;
  readonly contents: CardContents;
  /** Whether its network is the page's now. */
  readonly hasNetwork: boolean;
}

/**
 * Shows what a card keeps on the stage, at once and without computing it, then gives the page the network, the photo and every setting that
 * it was made with. Resolves when all is there; null where another was opened meanwhile. Throws LabError `bad-recipe`
 * where the card is gone, or what it keeps cannot be read.
 */
export async function openCard(id: string): Promise<OpenedCard | null> {
  const signal = openings.begin();
  const isOvertaken = (): boolean => signal.aborted;
  const shelf = shelfHere();
  const card = (await shelf?.list())?.find((each) => each.id === id);
  if (!shelf || !card) throw notThere();
  const contents = await shelf.open(id);
  if (isOvertaken()) return null;
  const { exercise, recipe } = card;
  const letGo = holdStage(exercise);
  try {
    shelfStore.setState({ shown: id });
    const here = networkStore.getState().info;
    // The settings of the network on the page first: the other one takes its time.
    applyRecipe(here ? { ...recipe, network: here.id } : recipe);
    showView(card);
    let input = contents.photo?.fitted ?? null;
    await putOnStage(card, contents, input);
    const info = await networkOf(card);
    if (isOvertaken()) return null;
    if (info) {
      applyRecipe(recipe);
      input = await photoOf(contents.photo, info, card);
      if (isOvertaken()) return null;
      // Another photo begins with what the network sees in it; this one comes with its class.
      setTarget(exercise, recipe.target);
      await putOnStage(card, contents, input);
      // What follows a new photo by itself comes after it has been read, in the same task.
      await classifyPhoto().catch(() => null);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return isOvertaken() ? null : { card, contents, hasNetwork: info !== null };
  } finally {
    letGo();
  }
}

/** The view that a card was made in, with the settings it had. */
function showView({ exercise, view, viewSettings }: Card): void {
  const known = viewNamed(view)?.exercise === exercise;
  set({
    [VIEW_SETTING[exercise]]: known ? view : FIRST_VIEW[exercise],
    params: { ...settingsStore.getState().params, ...viewSettings },
  });
}

/** A card's network as the page's; null where it is not to be had without a download. */
async function networkOf({ recipe, network }: Card): Promise<NetworkInfo | null> {
  const here = networkStore.getState().info;
  if (here?.id === recipe.network) return here;
  const row = lab()
    .networks()
    .find(({ id }) => id === recipe.network);
  return row && row.origin !== 'zoo' ? openNetwork({ id: row.id }, network) : null;
}

/** The picture that a card was made of, which is the page's photo now where that gives the same bytes. */
async function photoOf(
  photo: ShelvedPhoto | null,
  info: NetworkInfo,
  { recipe }: Card,
): Promise<PixelImage | null> {
  if (!photo) return null;
  const fitted = await bringPhotoBack(photo, info, recipe.fit);
  return fitted && isSamePicture(fitted, photo.fitted) ? fitted : photo.fitted;
}

function notThere(): LabError {
  return new LabError(
    'bad-recipe',
    phrase('This card is no longer on the shelf.'),
    phrase('Choose another, or run it anew.'),
  );
}
