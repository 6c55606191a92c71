import type { Exercise } from '../../methods/catalog/params';
import type { Phrase } from '../../words/message';
import { imageStore } from '../photo/image-store';
import { shelfCode } from './follow-shelf';
import { madeInNow } from './made-in';
import { withoutMethods } from './plain-state';
import type { ToShelve } from './shelve';
import { shelfStore } from './shelf-store';

/** The work of a view, to be put onto the shelf. */
export interface WorkToShelve extends Pick<
  ToShelve,
  'recipe' | 'phase' | 'picture' | 'input' | 'what' | 'told' | 'unasked'
> {
  readonly exercise: Exercise;
  /** Id of the view. */
  readonly view: string;
  /** What it has made, as the view reads it again. */
  readonly state: unknown;
  /** How many runs it took. */
  readonly runs: number;
  readonly verdict: Phrase;
  readonly scalars?: ToShelve['scalars'];
  readonly holdsOthers?: boolean;
}

/** Puts what a view has made onto the shelf, beside whatever goes on. What stands in the way is said there. */
export function shelveWork({ exercise, view, state, runs, scalars = {}, ...work }: WorkToShelve): void {
  const madeIn = madeInNow(exercise, view);
  const { photo, fitted } = imageStore.getState();
  const keep = async (): Promise<void> => {
    const { shelve } = await shelfCode();
    await shelve({
      ...work,
      ...{ madeIn, scalars },
      step: runs,
      steps: null,
      made: { kind: 'view', state: withoutMethods(state) },
      photo: work.input !== null && work.input === fitted ? photo : null,
    });
  };
  keep().catch((fault: unknown) => shelfStore.setState({ fault }));
}
