import { LabError } from '../core/records/lab-error';
import { beginRun, handles, runStore, type RunView } from './run/run-store';
import { imageStore, fitPhoto, reopenPhoto, type Photo } from './photo/image-store';
import { isSameInterpretation, networkStore, openNamed } from './network/network-store';
import { isStageHeld } from './run/held-stage';
import { isLargeNetwork, isOnePass } from './run/map-cost';
import { classifyPhoto } from './network/classification-store';
import { methodOf, showsMap } from './settings/settings-schema';
import { paramsOf, setTarget, settingsStore } from './settings/settings-store';
import { commandRun, setAside, startRun } from './run/start-run';
import { requestNow } from './request/request-now';
import { requestOfRecipe } from './request/request-of-recipe';
import { isLeftToRun, sameRequest } from './request/same-request';
import type { SaliencyInfo } from '../methods/catalog/method-info';
import type { Exercise } from '../methods/catalog/params';

/** Reports something that failed while following, for the page to say. */
export type Report = (thrown: unknown) => void;

/**
 * Keeps the page consistent by itself: a new photo, network or fit is fitted and read; the saliency map is drawn anew
 * whenever what it shows changes, while it is shown; sliders reach the run under way. Returns the function that stops it.
 */
export function startReactions(report: Report): () => void {
  const stops = [
    imageStore.subscribe((now, before) => {
      if (now.photo !== before.photo) {
        followAgain(before.photo, now.photo);
        refit(report);
      }
      if (now.fitted !== before.fitted && now.fitted) newPicture(report);
    }),
    networkStore.subscribe((now, before) => {
      // Without any network the stage itself says what is wrong; and a heavy one is asked about.
      const told = now.error?.code === 'network-heavy';
      if (now.error && !told && now.error !== before.error && now.info) report(LabError.fromData(now.error));
      if (isSameInterpretation(now.info, before.info)) return;
      forget('saliency');
      forget('fooling');
      forget('visualization');
      refit(report);
    }),
    settingsStore.subscribe((now, before) => {
      if (now.fit !== before.fit) refit(report);
      if (now.colourProfile !== before.colourProfile || now.transparency !== before.transparency)
        reopenPhoto().catch(report);
      if (now.network !== before.network) openNamed(now.network);
      const { id } = methodOf(now, 'saliency');
      const changed =
        showsMap(now) !== showsMap(before) ||
        now.targets.saliency !== before.targets.saliency ||
        now.methods.saliency !== before.methods.saliency ||
        now.seed !== before.seed ||
        now.params[id] !== before.params[id];
      if (changed) drawMap();
    }),
    runStore.subscribe((now, before) => {
      // A map that could not be drawn while another run was on, or that ended before a live parameter came to act.
      const free = before.active !== null && before.active !== 'saliency' && now.active === null;
      const ended = before.saliency.phase === 'running' && now.saliency.phase === 'done';
      if (free || ended) drawMap();
    }),
    settingsStore.subscribe((now, before) => {
      for (const exercise of handles.keys()) {
        if (now.frameEvery !== before.frameEvery)
          commandRun(exercise, { type: 'frameEvery', every: now.frameEvery });
        // Another method's numbers are not this run's.
        if (runStore.getState()[exercise].recipe?.method !== methodOf(now, exercise).id) continue;
        const params = paramsOf(now, exercise);
        if (params !== paramsOf(before, exercise)) commandRun(exercise, { type: 'params', params });
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * A class chosen for one photo's map says nothing of the next, which is explained for what the network sees in it. What a
 * photo is to be read as, or what is to be shown, is a goal that any photo may have, and stays.
 */
function followAgain(before: Photo | null, now: Photo | null): void {
  const another =
    before !== null && now !== null && (before.name !== now.name || before.source !== now.source);
  if (another) setTarget('saliency', null);
}

function refit(report: Report): void {
  const { info } = networkStore.getState();
  if (info) fitPhoto(info, settingsStore.getState().fit).catch(report);
}

function newPicture(report: Report): void {
  forget('saliency');
  forget('fooling');
  const { fitted } = imageStore.getState();
  classifyPhoto()
    .then(() => {
      // One that has overtaken this one draws its own.
      if (imageStore.getState().fitted === fitted) drawMap(true);
    })
    .catch(report);
}

/** Draws the saliency map of what is on the page where it is shown, unless it is there already or another run is under way. */
function drawMap(always = false): void {
  const { active, saliency } = runStore.getState();
  const { fitted } = imageStore.getState();
  if (isStageHeld('saliency')) return;
  if (!fitted || !networkStore.getState().info || (active && active !== 'saliency')) return;
  const settings = settingsStore.getState();
  if (!showsMap(settings)) return;
  if (isOnItsWay(saliency) && !always) return;
  if (isLong(methodOf(settings, 'saliency'))) return;
  void startRun('saliency', { yields: true });
}

/** Whether a run has come to the map that would be asked for now, or comes to it with the live parameters that it is told. */
function isOnItsWay({ phase, recipe, input }: RunView): boolean {
  const asked = requestNow('saliency');
  if (!recipe || !asked) return false;
  const made = requestOfRecipe(recipe, input);
  if (phase === 'running' || phase === 'paused') return isLeftToRun(made, asked);
  return phase === 'done' && sameRequest(made, asked);
}

/** Whether the saliency map is drawn anew by itself when something it shows changes. */
export function mapFollows(): boolean {
  const { active } = runStore.getState();
  return !isLong(methodOf(settingsStore.getState(), 'saliency')) && (!active || active === 'saliency');
}

/** Whether a map may take minutes: then it is drawn when somebody asks for it. */
function isLong(method: SaliencyInfo): boolean {
  const parameters = networkStore.getState().info?.parameters ?? 0;
  return isLargeNetwork(parameters) && !isOnePass(method);
}

/** Clears what an exercise shows, ending its run. */
function forget(exercise: Exercise): void {
  if (isStageHeld(exercise)) return;
  setAside(exercise);
  beginRun(exercise);
}
