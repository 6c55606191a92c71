import { createStore } from 'zustand/vanilla';
import { abortError, isAbort, onAbort } from '../../../../core/records/abort';
import { createLatest } from '../../../../core/records/latest';
import { asLabError } from '../../../../page/as-lab-error';
import { lab } from '../../../../page/lab';
import { type AskedNetwork, networksAtHand } from '../../../../page/network/networks-at-hand';
import { runStore } from '../../../../page/run/run-store';
import { type Fooled, fooledNow } from './fooled';
import { shelveAfter } from './shelve-after';
import { subjectNow } from './smallest-store';
import { askJudge, askNetwork, type TransferAnswer } from './transfer-answers';
import type { Words } from '../../../../words/message';

/** MobileNet of `@tensorflow-models/mobilenet`, which no attack here has seen. */
export const JUDGE: AskedNetwork = { id: 'judge', title: 'MobileNet' };

interface TransferState {
  /** Pictures of this visit that fooled the network they were made on, the latest last. */
  readonly made: readonly Fooled[];
  /** The networks that were asked, in their order. */
  readonly asked: readonly AskedNetwork[];
  /** By picture and network. */
  readonly answers: ReadonlyMap<Fooled, Readonly<Record<string, TransferAnswer>>>;
  /** Why a network could not be asked, by its id. */
  readonly failures: Readonly<Record<string, Words>>;
  /** What is being asked. */
  readonly now: string | null;
  readonly done: number;
  readonly total: number;
}

/** So many pictures of a visit are kept, two copies of 150,000 pixels and less each. */
const KEPT = 12;

export const transferStore = createStore<TransferState>(() => ({
  made: [],
  asked: [],
  answers: new Map(),
  failures: {},
  now: null,
  done: 0,
  total: 0,
}));
const { getState, setState } = transferStore;
const askings = createLatest();

/** Asks every network at hand, and MobileNet, about every fooled picture of this visit; answers given before stay. */
export async function askEveryNetwork(): Promise<void> {
  const signal = askings.begin();
  const patch = (state: Partial<TransferState>): void => {
    if (!signal.aborted) setState(state);
  };
  const asked = [...networksAtHand(), JUDGE];
  const { made } = getState();
  patch({ asked, failures: {}, now: asked[0]?.title ?? null, done: 0, total: asked.length * made.length });
  try {
    for (const one of asked) {
      patch({ now: one.title });
      await askOne(one).catch((thrown: unknown) => {
        if (isAbort(thrown)) throw thrown;
        const { message } = asLabError(thrown);
        patch({ failures: { ...getState().failures, [one.id]: message } });
      });
    }
  } catch (thrown) {
    if (!isAbort(thrown)) throw thrown;
  } finally {
    patch({ now: null });
    const of = subjectNow();
    const { done, answers } = getState();
    if (of && answers.has(of)) shelveAfter('networks', { of, isWhole: !signal.aborted, runs: done });
  }

  async function askOne(one: AskedNetwork): Promise<void> {
    const info = one === JUDGE ? null : await lab().load({ id: one.id }, { signal });
    for (const fooled of made) {
      const given = getState().answers.get(fooled)?.[one.id];
      const answer =
        given ??
        (info ? await askNetwork(fooled, info, signal) : await unlessAborted(askJudge(fooled), signal));
      signal.throwIfAborted();
      const answers = new Map(getState().answers);
      answers.set(fooled, { ...answers.get(fooled), [one.id]: answer });
      patch({ answers, done: getState().done + 1 });
    }
  }
}

export function cancelAsking(): void {
  askings.cancel();
  setState({ now: null });
}

interface KeptAnswers extends Pick<TransferState, 'asked' | 'failures' | 'done' | 'total'> {
  readonly made: readonly Fooled[];
  /** What each of them was answered, by network. */
  readonly given: readonly Readonly<Record<string, TransferAnswer>>[];
}

/** Puts answers that were kept beside those of this visit; `attack` is the picture on the stage, whose own are among them. */
export function bringAnswersBack({ made: kept, given, ...rest }: KeptAnswers, attack: Fooled): void {
  const there = getState();
  const answers = new Map(there.answers);
  const back = kept.map((fooled, place) => {
    const known = isAgain(fooled, attack) ? attack : fooled;
    answers.set(known, { ...answers.get(known), ...given[place] });
    return known;
  });
  const others = there.made.filter((one) => !back.some((other) => isAgain(one, other)));
  setState({ ...rest, made: [...others, ...back].slice(-KEPT), answers, now: null });
}

/** The judge's worker knows no cancelling: what it still answers is not waited for. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stay = onAbort(signal, () => reject(abortError()));
    promise
      .then(resolve, reject)
      .finally(stay)
      .catch(() => undefined);
  });
}

/** Keeps the pictures of this visit that fool. Returns the function that stops it. */
export function followFooled(): () => void {
  const keep = (): void => {
    const fooled = fooledNow();
    const { made } = getState();
    if (!fooled?.fools || fooled.distance.l0 === 0 || made.includes(fooled)) return;
    setState({ made: [...made.filter((other) => !isAgain(other, fooled)), fooled].slice(-KEPT) });
  };
  keep();
  return runStore.subscribe((now, before) => {
    if (now.fooling.result !== before.fooling.result) keep();
  });
}

/** Whether one is of the same photo, network, class and attack as another, which takes its place. */
function isAgain({ recipe: one }: Fooled, { recipe: other }: Fooled): boolean {
  return (
    one.network === other.network &&
    one.image === other.image &&
    one.target === other.target &&
    one.method === other.method
  );
}
