import type { TrainingSettings } from '../../core/learning/train-layer';
import type { PixelImage } from '../../core/pictures/pixel-image';

/** A picture to learn from, and the index of the class that it shows. */
export interface TuningExample {
  readonly image: PixelImage;
  readonly label: number;
}

/** The training of a loaded network's last layer; all below it stays as it is. */
export interface TuneRequest {
  readonly network: string;
  /** What the tuned network is to be called. */
  readonly title: string;
  readonly examples: readonly TuningExample[];
  readonly settings: TrainingSettings;
}

/** How far a training has come: its pictures' features are computed first, once. */
export interface TuningProgress {
  readonly stage: 'features' | 'training';
  /** 0..1, of this stage. */
  readonly done: number;
}

/** A tuned network as files that load it, and how its training went. */
export interface TunedNetwork {
  readonly files: readonly File[];
  /** Mean cross-entropy of each epoch, the pull of the weight decay not counted. */
  readonly losses: readonly number[];
}
