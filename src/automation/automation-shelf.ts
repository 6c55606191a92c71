import type { Recipe } from '../core/records/recipe';
import type { Card } from '../shelf/card';

/** The page's shelf, as far as scripts reach it. */
export interface AutomationShelf {
  readonly list: () => Promise<readonly Card[]>;
  readonly open: (id: string) => Promise<unknown>;
}

/** A page that keeps nothing. */
export const NO_SHELF: AutomationShelf = {
  list: async () => [],
  open: () => Promise.reject(new Error('This page keeps no runs.')),
};

/** A run that is kept, as a script sees it. */
export interface AutomationCard extends Pick<
  Card,
  'id' | 'exercise' | 'view' | 'step' | 'scalars' | 'starred' | 'name' | 'at'
> {
  readonly network: string;
  readonly method: string;
  /** Class index, and its name. */
  readonly target: number;
  readonly targetName: string | undefined;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
  readonly recipe: Recipe;
}

export function describeCard(card: Card): AutomationCard {
  const { id, exercise, view, step, scalars, starred, name, at, phase, recipe } = card;
  const { network, method, target, targetName } = recipe;
  return {
    ...{ id, exercise, view, network, method, target, targetName, step, scalars, starred, name, at },
    stopped: phase === 'stopped',
    recipe,
  };
}
