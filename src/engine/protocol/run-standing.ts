import type { AscentState } from '../../core/records/ascent-state';
import type { ParamChange, Recipe } from '../../core/records/recipe';

/** Where a run stands between two steps, with all that it takes to go on. */
export interface RunStanding {
  readonly state: AscentState;
  /** What has been run so far, as a recipe that is stopped here. */
  readonly recipe: Recipe;
  /** Whether the run ends here, so that only whoever branches off it wants to know. */
  readonly isOver: boolean;
  /** Changes of a run that is made again which have not acted yet. */
  readonly planned: readonly ParamChange[];
  /** RGBA bytes of the run's first picture, which its result gives as what it began with. */
  readonly first?: Uint8ClampedArray<ArrayBuffer> | undefined;
}
