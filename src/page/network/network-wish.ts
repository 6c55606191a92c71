import { createStore } from 'zustand/vanilla';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { sameClass } from '../../core/records/same-class';
import { EXERCISES, type Settings } from '../settings/settings-schema';

type Targets = Settings['targets'];

/** A network that a link names and that is not in this browser: proposed, never fetched by itself. */
export interface WishedNetwork {
  readonly id: string;
  /** The classes named with it, by exercise. */
  readonly targets: Targets;
}

interface State {
  readonly wish: WishedNetwork | null;
  /** What the last link that was read calls its classes, by exercise. */
  readonly names: Readonly<Partial<Record<keyof Targets, string>>>;
}

export const networkWish = createStore<State>(() => ({ wish: null, names: {} }));

export function wishFor(id: string, targets: Targets): void {
  networkWish.setState({ wish: { id, targets } });
}

export function dropWish(): void {
  networkWish.setState({ wish: null });
}

/** What a link calls its classes, for a page that has another network: to be added to its hash. */
export function classNamesOf(settings: Settings, info: NetworkInfo | null): string {
  const { wish, names } = networkWish.getState();
  const hash = new URLSearchParams();
  for (const exercise of EXERCISES) {
    const target = settings.targets[exercise];
    const name = wish ? names[exercise] : info?.classes[target ?? -1]?.name;
    if (target !== null && name !== undefined) hash.set(`${exercise}.name`, name);
  }
  return hash.toString();
}

/** Reads what a link's hash calls its classes: `saliency.name=golf+ball`. */
export function readClassNames(hash: string): void {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const names = EXERCISES.flatMap((exercise) => {
    const name = given.get(`${exercise}.name`);
    return name === null ? [] : [[exercise, name] as const];
  });
  networkWish.setState({ names: Object.fromEntries(names) });
}

/**
 * The classes a link asks for, in a network that takes the place of the one it names: those of the same name, or where the link
 * has no names, of the same number. Once the named network itself is there, its own; the wish is then fulfilled. Empty where no
 * link waits, or a class was chosen since.
 */
export function classesFor({ id, classes }: NetworkInfo, chosen: Targets): Partial<Targets> {
  const { wish, names } = networkWish.getState();
  if (!wish) return {};
  if (wish.id === id) dropWish();
  const found = EXERCISES.flatMap((exercise) => {
    const wanted = wish.targets[exercise];
    const name = names[exercise];
    if (wanted === null || (chosen[exercise] !== null && chosen[exercise] !== wanted)) return [];
    const isNumber = wish.id === id || name === undefined;
    const index = isNumber ? wanted : sameClass(classes, { index: wanted, name });
    return index !== null && index < classes.length ? [[exercise, index] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The settings as a link should hold them: with the network that is wished for, and its classes. */
export function withWish(settings: Settings): Settings {
  const { wish } = networkWish.getState();
  return wish ? { ...settings, network: wish.id, targets: wish.targets } : settings;
}
