import { LabError } from '../../core/records/lab-error';
import { imageStore, openImage } from './image-store';
import { sampleById, sampleBySource, type LinkedSample } from './sample-links';
import { SAMPLES } from './samples';
import { set, setTarget, settingsStore } from '../settings/settings-store';
import { phrase } from '../../words/say';

/** The sample the page opens with: the one its address names, else the first. */
export function firstSample(): { readonly name: string; readonly url: string } {
  return sampleById(settingsStore.getState().sample) ?? SAMPLES[0];
}

/**
 * Keeps the sample that the settings name and the page's photo the same: a sample that is opened is named in the address, and
 * one that a link names is opened. A photo of the person's own has no name there. Returns the function that stops it.
 */
export function followSample(report: (thrown: unknown) => void): () => void {
  const nameShown = (): void => {
    const { photo } = imageStore.getState();
    if (photo) set({ sample: sampleBySource(photo.source)?.id ?? '' });
  };
  if (isUnknown(settingsStore.getState().sample)) report(unknownSample(settingsStore.getState().sample));
  const stops = [
    imageStore.subscribe((now, before) => {
      if (now.photo !== before.photo) nameShown();
    }),
    settingsStore.subscribe((now, before) => {
      const { photo } = imageStore.getState();
      if (now.sample === before.sample || !photo) return;
      if (now.sample === (sampleBySource(photo.source)?.id ?? '')) return;
      const sample = sampleById(now.sample);
      if (sample) {
        openAsked(sample).catch((thrown: unknown) => {
          nameShown();
          report(thrown);
        });
        return;
      }
      if (isUnknown(now.sample)) report(unknownSample(now.sample));
      nameShown();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Opens a link's sample with the class that the link names for it. */
async function openAsked({ url, name }: LinkedSample): Promise<void> {
  const target = settingsStore.getState().targets.saliency;
  if (await openImage(url, name)) setTarget('saliency', target);
}

function isUnknown(id: string): boolean {
  return id !== '' && sampleById(id) === null;
}

function unknownSample(id: string): LabError {
  return new LabError(
    'unsupported-image',
    phrase('The address names the sample “{id}”, which is not here.', { id }),
    phrase('The picture that is open stays; choose another under Samples.'),
  );
}
