import * as v from 'valibot';
import { OwnSentenceSchema } from '../../words/own-sentence.ts';

/** What a network that was trained on photos changed against it says of itself, beside its weights. */
export const RobustTwinSchema = v.object({
  /** Id of the network with the same layers and classes that was trained on photos as they are. */
  standard: v.pipe(v.string(), v.minLength(1)),
  /** By how much every channel of every pixel was changed at most, in grey levels of 255. */
  radius: v.pipe(v.number(), v.gtValue(0), v.maxValue(255)),
  /** How it was trained, in a sentence. */
  training: OwnSentenceSchema,
  /** What was measured of the two, a sentence each. */
  measured: v.array(OwnSentenceSchema),
});
export type RobustTwin = v.InferOutput<typeof RobustTwinSchema>;
