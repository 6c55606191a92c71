import type { PixelImage } from '../../core/pictures/pixel-image';
import { createJudge, type Judge, type JudgeOptions, type JudgeRow } from './judge';

/** What a judge says of a picture. */
export interface Judgement {
  /** Its five best classes, best first. */
  readonly top: readonly JudgeRow[];
  /** Where the judge's weights come from, in words. */
  readonly source: string;
}

/** Judges a picture; at most one judge is loaded, and stays until another is asked for. Throws as `Judge.classify` does. */
export type JudgeBench = (image: PixelImage, source?: JudgeOptions['source']) => Promise<Judgement>;

export function createJudgeBench(options: Omit<JudgeOptions, 'source'> = {}): JudgeBench {
  let seated: { readonly source: JudgeOptions['source']; readonly judge: Judge } | null = null;

  const seat = (source: JudgeOptions['source']): Judge => {
    if (seated && isSame(seated.source, source)) return seated.judge;
    seated?.judge.dispose();
    seated = { source, judge: createJudge({ ...options, source }) };
    return seated.judge;
  };

  return async (image, source) => {
    const judge = seat(source);
    return { top: await judge.classify(image), source: judge.source };
  };
}

/** Addresses are the same by their words; files and networks only where they are the very same. */
function isSame(a: JudgeOptions['source'], b: JudgeOptions['source']): boolean {
  if (!a || !b || !('url' in a) || !('url' in b)) return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}
