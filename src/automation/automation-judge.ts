import type { Fit } from '../core/records/recipe';
import type { JudgeRequest } from '../engine/page/judge-client';
import type { ImageSource } from '../engine/page/lab-client';
import type { PreprocessingOption } from '../engine/protocol/protocol';

export interface AutomationJudge {
  readonly image: ImageSource;
  /** Default `squash`. */
  readonly fit?: Fit;
  /**
   * The judge's own `model.json` (a graph or a layers model), a folder with one, or an `.onnx` file, of an ImageNet classifier
   * for 224 x 224 pixels. Default: the MobileNet of TensorFlow Hub.
   */
  readonly modelUrl?: string;
  /** The same as local files. */
  readonly files?: readonly File[];
  /** What a graph model's input spans; default [-1, 1]. */
  readonly inputRange?: readonly [number, number];
  /** How a layers model or an ONNX file wants its pixels, where it does not say itself. */
  readonly preprocessing?: PreprocessingOption;
}

/** The judge that a script asks for; absent for the page's own. */
export function judgeSource(
  url: string | undefined,
  files: readonly File[] | undefined,
  options: Pick<AutomationJudge, 'inputRange' | 'preprocessing'>,
): JudgeRequest | undefined {
  if (url !== undefined) return { url, ...options };
  return files && { files, ...options };
}
