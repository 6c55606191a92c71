import type { ComponentType } from 'react';
import type { Settings } from '../page/settings/settings-schema';
import type { Figure } from '../export/figure/figure';
import type { RunRecord } from '../export/run-record';
import type { PageView } from '../page/settings/views';
import type { Words } from '../words/message';

/** What the settings panel holds for an exercise besides its method's own numbers. */
export interface ExerciseControls {
  /** What the class is for, as the settings stand. */
  readonly classLabel: (settings: Settings) => string;
  /** How its pictures are read, where they can be read in several ways; nothing in it takes a new run. */
  readonly Reading?: ComponentType;
  /** Whether a run goes a long way by one method, and how often it is looked at on the way is the person's choice. */
  readonly iterates: boolean;
}

/** What a view shows as one figure, to be saved. */
export interface ViewFigure {
  readonly figure: Figure;
  /** The run it shows, to be brought back from its file; null where it shows none that can be. */
  readonly record: RunRecord | null;
  readonly fileName: string;
}

/** One folder of features/ that stands on the stage: a view of an exercise. */
export interface Feature extends PageView {
  /** On its tab, where its exercise has several. */
  readonly title: Words;
  readonly View: ComponentType;
  /** Fetches the code of a view that comes late, before there is anything for it to show. */
  readonly fetchView?: () => void;
  /**
   * Where it stands: its pictures on the `stage` above the transport bar; or in a `room`, where it brings a `.view-room` that
   * scrolls and, below it, a bar in the transport bar's place.
   */
  readonly place: 'stage' | 'room';
  /** All it shows now as one figure; null while there is nothing to save. */
  readonly figure?: () => Promise<ViewFigure | null>;
  /** Said by its exercise's first view, for all of them. */
  readonly controls?: ExerciseControls;
}
