import type { TrainingSettings } from '../../../core/learning/train-layer';
import { LabError } from '../../../core/records/lab-error';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import type { TuningExample } from '../../../engine/protocol/tuning';
import { lab } from '../../../page/lab';
import { settingsStore } from '../../../page/settings/settings-store';
import { asWork } from './make-fooled';
import { judgeTuning } from './judge-tuning';
import { BROWSER_FILES, type PictureFiles } from './picture-files';
import { shelveTraining } from './shelve-training';
import { splitPhotos } from './split-photos';
import { fooledOnes, trainingStore, type TrainingWork } from './training-store';
import { phrase, say } from '../../../words/say';

/** Pictures a step of the training looks at. */
const BATCH = 32;

/**
 * Trains the last layer of the network that was fooled on the photos and the fooled pictures, some of the photos held out with
 * all that was made of them; loads the tuned network beside it, and judges both, with an attack made anew on the tuned one.
 */
export function tuneNetwork(files: PictureFiles = BROWSER_FILES): Promise<void> {
  return asWork(async (signal) => {
    const { subject, photos, attempts, optimiser, learningRate, weightDecay, epochs } =
      trainingStore.getState();
    const { seed } = settingsStore.getState();
    const split = splitPhotos(
      photos.map(({ label }) => label),
      seed,
    );
    const fooled = fooledOnes(photos, attempts);
    const toLearn = fooled.filter(({ attempt }) => split.learnt.includes(attempt.photo));
    if (!subject || toLearn.length === 0) throw tooFew();
    const { network } = subject;
    trainingStore.setState({ tuned: null });
    tell({ stage: 'features', done: 0, total: 1 });
    const examples: TuningExample[] = photos
      .filter((_, place) => split.learnt.includes(place))
      .map(({ image, label }) => ({ image, label }));
    for (const { attempt, photo } of toLearn) {
      signal.throwIfAborted();
      examples.push({ image: await files.read(attempt.png, network.size), label: photo.label });
    }
    const settings: TrainingSettings = { optimiser, learningRate, weightDecay, epochs, batch: BATCH, seed };
    const title = tunedTitle(network);
    const { files: written, losses } = await lab().tune(
      { network: network.id, title, examples, settings },
      { signal, onProgress: ({ stage, done }) => tell({ stage, done: Math.round(100 * done), total: 100 }) },
    );
    const tuned = await lab().load({ files: written, title, as: tunedId(network) }, { signal });
    const judged = await judgeTuning({ photos, attempts, split, network, tuned, files, signal, tell });
    trainingStore.setState({ tuned: { network, tuned, losses, ...judged } });
    shelveTraining();
  });
}

function tell(work: Omit<TrainingWork, 'leftMs'>): void {
  trainingStore.setState({ work: { ...work, leftMs: null } });
}

const TUNED = '-tuned';

/** A network that is tuned again takes the place of the one tuned before. */
function tunedTitle({ id, title }: NetworkInfo): string {
  return id.endsWith(TUNED) ? title : say('{title}, tuned', { title });
}

function tunedId({ id }: NetworkInfo): string {
  return `${id}${TUNED}`;
}

function tooFew(): LabError {
  return new LabError(
    'bad-parameter',
    phrase(
      'There are too few fooled pictures to learn from: it takes two photos at least, and one that fools among those learnt from.',
    ),
    phrase('Make more of them first.'),
  );
}
