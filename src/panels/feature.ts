import type { ComponentType } from 'react';
import type { PageView } from '../page/settings/views';

/** One folder of features/ that stands on the stage: a view of an exercise. */
export interface Feature extends PageView {
  /** On its tab, where its exercise has several. */
  readonly title: string;
  readonly View: ComponentType;
  /**
   * Where it stands: its pictures on the `stage` above the transport bar; or in a `room`, where it brings a `.view-room` that
   * scrolls and, below it, a bar in the transport bar's place.
   */
  readonly place: 'stage' | 'room';
}
