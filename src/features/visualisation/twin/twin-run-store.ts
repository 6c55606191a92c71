import { createStore } from 'zustand/vanilla';
import { isAbort, onAbort } from '../../../core/records/abort';
import type { Frame } from '../../../core/records/frame';
import type { LabErrorData } from '../../../core/records/lab-error';
import { createLatest } from '../../../core/records/latest';
import { LabError } from '../../../core/records/lab-error';
import { fittedPicture } from '../../../core/pictures/transforms/resize';
import { resultOf } from '../../../engine/page/result-of-run';
import type { NetworkRow, RunRequest, RunResult } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { sameClass } from '../../../core/records/same-class';
import { tellEnded } from '../../../page/run/ended-runs';
import type { RunView } from '../../../page/run/run-store';
import { replayOf } from '../../../page/settings/run-recipe';
import { phrase } from '../../../words/say';

interface TwinRunState {
  /** Of the run whose request is made again: aborts once another takes its place. Null while none is. */
  readonly of: AbortSignal | null;
  /** The network it is made on. */
  readonly twin: NetworkRow | null;
  readonly frame: Frame | null;
  readonly result: RunResult | null;
  readonly running: boolean;
  readonly error: LabErrorData | null;
}

export const NO_TWIN_RUN: TwinRunState = {
  of: null,
  twin: null,
  frame: null,
  result: null,
  running: false,
  error: null,
};

/** The visualisation on screen made once more on its network's twin, to stand beside it. */
export const twinRunStore = createStore<TwinRunState>(() => NO_TWIN_RUN);
const runs = createLatest();

/** Makes a finished visualisation again on a twin: the same class, settings, seed and picture. Another run ends this one. */
export async function runOnTwin(
  { result, input, signal: of }: Pick<RunView, 'result' | 'input' | 'signal'>,
  twin: NetworkRow,
): Promise<void> {
  if (!result) return;
  const signal = runs.begin();
  onAbort(of, () => {
    if (!signal.aborted) dropTwinRun();
  });
  twinRunStore.setState({ ...NO_TWIN_RUN, of, twin, running: true });
  const patch = (state: Partial<TwinRunState>): void => {
    if (!signal.aborted) twinRunStore.setState(state);
  };
  try {
    const { recipe } = result;
    const info = await lab().load({ id: twin.id }, { signal });
    const { target: index, targetName: name = `class ${index}` } = recipe;
    const target = sameClass(info.classes, { index, name });
    if (target === null) throw noSuchClass(twin.title, name);
    const request: RunRequest = {
      ...replayOf(recipe),
      ...{ network: twin.id, method: recipe.method, target, seed: recipe.seed, fit: recipe.fit },
      ...{ image: input && fittedPicture(input, info.size, 'squash'), frameEvery: 0 },
      ...(recipe.image === undefined ? {} : { imageName: recipe.image }),
    };
    const run = lab().run(request, (frame) => patch({ frame }), { yields: true });
    const made = await resultOf(run, signal);
    patch({ result: made });
    // On the shelf it is a run like any other.
    tellEnded({
      ...{
        exercise: 'visualization',
        phase: 'done',
        request,
        result: made,
        frame: null,
        curve: [],
        film: null,
      },
      ...{ input: request.image, read: null, photo: null, standing: () => null, unasked: false },
    });
  } catch (thrown) {
    if (!isAbort(thrown)) patch({ error: asLabError(thrown) });
  } finally {
    patch({ running: false });
  }
}

/** Ends the twin's run, and takes its picture away. */
export function dropTwinRun(): void {
  runs.cancel();
  twinRunStore.setState(NO_TWIN_RUN);
}

function noSuchClass(title: string, name: string): LabError {
  return new LabError(
    'bad-parameter',
    phrase('“{title}” has no class called {name}.', { title, name }),
    phrase('Choose a class that both networks know.'),
  );
}
