import type { Preprocessing, PreprocessingName } from '../../core/records/preprocessings';
import type { ClassLabel, Pair } from '../graph/graph';
import type { ManyAnswers } from './network-output';
import type { WeightType } from '../storage/stored-weight';

/** What a person may say of a network that its file does not. */
export interface ImportOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  /** How the network wants its pixels; guessed where neither this nor the file says. */
  readonly preprocessing?: PreprocessingName | Preprocessing | undefined;
  /** Class names in index order; for a network of one output the name of the class, or those of labels 0 and 1. */
  readonly classes?: readonly string[] | undefined;
  /** ImageNet's classes, for a network of as many whose classes neither a person nor its file names. */
  readonly imagenet?: readonly ClassLabel[] | undefined;
  /** Input height and width; default those of the file, 224 where it leaves them open. */
  readonly size?: Pair | undefined;
  /** What several outputs mean: classes of which one is right, or labels each for itself. Guessed by default. */
  readonly answers?: ManyAnswers | undefined;
  /** Name of the output to read, where the file has several. */
  readonly output?: string | undefined;
  /** How kernels are kept; default as the file has them. */
  readonly weights?: WeightType | undefined;
}
