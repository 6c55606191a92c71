import type { Preprocessing } from '../graph';
import type { PreprocessingName } from '../preprocessing';
import type { WeightType } from '../weight-storage';

/** What a person may say of a network that its file does not. */
export interface ImportOptions {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  /** How the network wants its pixels; default `torch` for ONNX and `tf` for TF.js files that do not say. */
  readonly preprocessing?: PreprocessingName | Preprocessing | undefined;
  /** Class names in index order. */
  readonly classes?: readonly string[] | undefined;
  /** How kernels are kept; default as the file has them. */
  readonly weights?: WeightType | undefined;
}
