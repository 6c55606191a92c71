import * as v from 'valibot';
import type { MapsBeside } from './shelve-limits';
import type { ShelvedWork } from '../../../page/settings/views';
import { cancelLine, type FollowedLine, followLine, lineStore } from './line-store';
import { cancelSweep, lowContrastStore, runSweep, type Sweep } from './low-contrast-store';

const question = v.looseObject({
  image: v.looseObject({ width: v.number(), data: v.instance(Uint8ClampedArray) }),
});
const StateSchema = v.looseObject({
  sweep: v.optional(v.looseObject({ question, looks: v.array(v.looseObject({ frame: v.looseObject({}) })) })),
  line: v.optional(v.looseObject({ question, points: v.array(v.looseObject({ score: v.number() })) })),
});

let isLine = false;

/** Brings a sweep or a line back from its card. */
export const SHELVED_LIMITS: ShelvedWork = {
  restore(state, input) {
    v.assert(StateSchema, state);
    const { sweep, line, ...beside } = state as unknown as {
      readonly sweep?: Sweep;
      readonly line?: FollowedLine;
    } & MapsBeside;
    isLine = line !== undefined;
    // What is under way would put itself in the place of what is brought back.
    cancelSweep();
    cancelLine();
    // The photo is known by its array.
    if (sweep) {
      const image = input ?? sweep.question.image;
      const asked = { ...sweep.question, image };
      lowContrastStore.setState({
        ...(beside.reference && { ...beside, question: asked }),
        sweep: { ...sweep, question: asked },
        running: false,
      });
    }
    if (line) {
      const image = input ?? line.question.image;
      lineStore.setState({
        line: { ...line, question: { ...line.question, image } },
        place: line.parted ?? line.points.length - 1,
        running: false,
      });
    }
  },
  goOn: () => (isLine ? followLine(0, { goOn: true }) : runSweep({ goOn: true })),
  runAgain: () => (isLine ? followLine() : runSweep()),
};
