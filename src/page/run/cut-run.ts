import type { PixelImage } from '../../core/pictures/pixel-image';
import type { Frame } from '../../core/records/frame';
import type { Recipe } from '../../core/records/recipe';
import { describeLogits } from '../../engine/protocol/describe-logits';
import type { NetworkInfo, RunOutcome, RunResult } from '../../engine/protocol/protocol';

/** What is known of a run that ended before it could tell what it had come to. */
interface CutRun {
  /** The last that was shown of it. */
  readonly frame: Frame | null;
  /** As it stood then. */
  readonly recipe: Recipe | null;
  /** The picture that it set out from; null where it set out from noise. */
  readonly input: PixelImage | null;
  /** RGBA bytes of the first that was shown of it. */
  readonly first: Frame['pixels'];
  readonly network: NetworkInfo | null;
  /** Milliseconds that it took. */
  readonly ms: number;
}

type KeptOutcome = Extract<RunOutcome, { readonly kind: 'done' | 'stopped' }>;

export function isKept(outcome: RunOutcome): outcome is KeptOutcome {
  return outcome.kind === 'done' || outcome.kind === 'stopped';
}

/**
 * What a run had come to that was cancelled, or that failed on its way: the last that was shown of it, as if it had been stopped there. Null
 * where nothing had been made yet.
 */
export function resultOfCutRun({ frame, recipe, input, first, network, ms }: CutRun): RunResult | null {
  if (!frame?.logits || frame.step === 0 || !recipe || network?.id !== recipe.network) return null;
  const { step, width, height, attribution, gradient, signed, logits, scalars } = frame;
  const pixels = frame.pixels ?? input?.data;
  if (!pixels) return null;
  return {
    ...describeLogits(logits, network),
    ...(attribution && { attribution }),
    ...(gradient && { raw: gradient }),
    ...(signed && { signed }),
    ...{ pixels, width, height, scalars, steps: step },
    input: input?.data ?? first ?? pixels,
    recipe: { ...recipe, steps: step, stopped: true },
    timings: { totalMs: ms, stepMs: ms / step },
  };
}
