import { byteDistance } from '../../../core/pictures/byte-distance';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { isAbort } from '../../../core/records/abort';
import { createLatest } from '../../../core/records/latest';
import { LabError } from '../../../core/records/lab-error';
import type { Fit } from '../../../core/records/recipe';
import { isRead } from '../../../core/statistics/answers';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import type { FoolingInfo } from '../../../methods/catalog/method-info';
import type { ParamValues } from '../../../methods/catalog/params';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { decodingInUse } from '../../../page/photo/decode-photo';
import { drawMap } from '../../../page/run/draw-map';
import { methodOf } from '../../../page/settings/settings-schema';
import { paramsOf, settingsStore } from '../../../page/settings/settings-store';
import { onTheWay } from '../../../page/shelf/on-the-way';
import { holdPage } from '../../../page/visit/leaving';
import { BROWSER_FILES, type PictureFiles } from './picture-files';
import { planAttempts, type PlannedAttempt } from './plan-attempts';
import { leavePhotos, preparePhotos } from './prepare-photos';
import { shelveTraining } from './shelve-training';
import { type Attempt, type TrainingPhoto, trainingStore } from './training-store';
import { phrase } from '../../../words/say';

const works = createLatest();

/** Ends what is under way, also a training; what has been made stays. */
export function cancelTraining(): void {
  works.cancel();
  trainingStore.setState({ work: null });
}

/** Does something as the view's one work: begins it anew where it was under way, holds the page, and tells what went wrong. */
export async function asWork(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  leavePhotos();
  const signal = works.begin();
  const letGo = holdPage();
  trainingStore.setState({ error: null });
  try {
    await work(signal);
  } catch (thrown) {
    if (!isAbort(thrown) && !signal.aborted) trainingStore.setState({ error: asLabError(thrown) });
  } finally {
    letGo();
    if (!signal.aborted) trainingStore.setState({ work: null });
  }
}

/**
 * Makes fooled pictures of the chosen photos, as many as are asked for, with the fooling exercise's method as it stands. Each is
 * written as the file that will be saved, decoded again and read again: that alone says whether it fools. Cancelling keeps those
 * there are, which `goOn` takes up where they are of the same plan.
 */
export async function makeFooled(
  files: PictureFiles = BROWSER_FILES,
  { goOn = false }: { readonly goOn?: boolean } = {},
): Promise<void> {
  await asWork(async (signal) => {
    const subject = await preparePhotos(signal, files);
    const { photos, pictures } = trainingStore.getState();
    if (!subject || photos.length === 0) throw noPhotos();
    const { network } = subject;
    const settings = settingsStore.getState();
    const method = methodOf(settings, 'fooling');
    const params = paramsOf(settings, 'fooling');
    const plan = planAttempts(
      photos.map(({ label }) => label),
      { classes: network.classes.length, count: pictures, seed: settings.seed },
      { aim: method.aim(params), drawsAtRandom: method.drawsAtRandom(params) },
    );
    const how = { network, method, params, fit: settings.fit, signal, files };
    const attempts = goOn ? [...ofPlan(trainingStore.getState().attempts, plan, { method, params })] : [];
    const had = attempts.length;
    trainingStore.setState({ attempts: [...attempts], planned: plan.length, tuned: null });
    const began = performance.now();
    const keep = onTheWay(shelveTraining);
    for (const [done, planned] of [...plan.entries()].slice(had)) {
      const made = done - had;
      const leftMs = made === 0 ? null : ((performance.now() - began) / made) * (plan.length - done);
      trainingStore.setState({ work: { stage: 'fooling', done, total: plan.length, leftMs } });
      const photo = photos[planned.photo];
      if (!photo) continue;
      attempts.push(await attempted(planned, photo, how));
      trainingStore.setState({ attempts: [...attempts] });
      keep(attempts.length);
    }
  });
  shelveTraining();
}

/** The first pictures of those that are there which a plan asks for as well. */
function ofPlan(
  attempts: readonly Attempt[],
  plan: readonly PlannedAttempt[],
  { method, params }: Pick<Circumstances, 'method' | 'params'>,
): readonly Attempt[] {
  const isOf = ({ photo, target, recipe }: Attempt, place: number): boolean =>
    plan[place]?.photo === photo &&
    plan[place].target === target &&
    plan[place].seed === recipe.seed &&
    recipe.method === method.id &&
    Object.entries(params).every(([key, value]) => recipe.params[key] === value);
  const other = attempts.findIndex((attempt, place) => !isOf(attempt, place));
  return other < 0 ? attempts : attempts.slice(0, other);
}

interface Circumstances {
  readonly network: NetworkInfo;
  readonly method: FoolingInfo;
  readonly params: ParamValues;
  readonly fit: Fit;
  readonly signal: AbortSignal;
  readonly files: PictureFiles;
}

async function attempted(
  { photo: place, target, seed }: PlannedAttempt,
  photo: TrainingPhoto,
  { network, method, params, fit, signal, files }: Circumstances,
): Promise<Attempt> {
  const { image, name } = photo;
  const request = { network: network.id, method: method.id, image, target, params, seed };
  const made = await drawMap({ ...request, fit, decoding: decodingInUse(), imageName: name }, { signal });
  const { recipe, width, height } = made;
  const png = await files.write(
    { width, height, data: made.pixels },
    { recipe, picture: 'result', scale: 1 },
  );
  const saved = await files.read(png, network.size);
  const { logits, top } = await lab().classify(network.id, saved, signal);
  const towards = method.aim(params) === 'towards';
  return {
    photo: place,
    target,
    recipe,
    png,
    read: { index: top[0]?.index ?? 0, probability: top[0]?.probability ?? 0 },
    reached: isRead(logits, target, network.output.kind) === towards,
    ...distance(image, saved),
  };
}

function distance(before: PixelImage, after: PixelImage): Pick<Attempt, 'l2' | 'linf'> {
  const { l2, linf } = byteDistance(before.data, after.data);
  return { l2, linf };
}

function noPhotos(): LabError {
  return new LabError(
    'unsupported-image',
    phrase('There is no photo to fool.'),
    phrase('Drop photos on the page, or choose the samples.'),
  );
}
