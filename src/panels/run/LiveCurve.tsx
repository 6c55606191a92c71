import { lateCode } from '../../core/records/late-code';
import type { Exercise } from '../../methods/catalog/params';
import { Sentence } from '../../ui/text/Sentence';
import { latePart } from '../boundary/late-part';
import './run.css';

const NAME = 'The live curve';
const code = lateCode(NAME, () => import('./CurvePlot'));
/** Fetched when a run is first looked at whose score is followed: the map needs no chart. */
const CurvePlot = latePart({
  name: NAME,
  load: async () => (await code()).CurvePlot,
  waiting: <div className="curve-plot" />,
});

interface LiveCurveProps {
  readonly exercise: Exercise;
  /** Name of the strongest rival now; null where there is none, as among labels. */
  readonly rival: string | null;
}

/** Target logit, target probability and the strongest rival's probability, over steps. */
export function LiveCurve({ exercise, rival }: LiveCurveProps) {
  const rivals = rival === null ? '' : ' and the strongest rival’s probability';
  const label = `Live curve of the target’s logit and probability${rivals}`;
  return (
    <figure className="curve">
      <figcaption>
        <span className="key key-live">target’s probability</span>
        {rival !== null && (
          <span className="key key-wrong">
            <Sentence text={rival ? `strongest rival’s (${rival})` : 'strongest rival’s'} names={[rival]} />
          </span>
        )}
        <span className="key key-logit">target’s logit, right scale</span>
      </figcaption>
      <CurvePlot exercise={exercise} of="score" label={label} />
    </figure>
  );
}

/** Probabilities over steps of the target, the class read before and the strongest other; whoever shows it brings the key. */
export function ClassCurve({ exercise }: { readonly exercise: Exercise }) {
  const label =
    'Live curve of the probabilities of the target, of the class read before and of the strongest other';
  return (
    <figure className="curve">
      <CurvePlot exercise={exercise} of="classes" label={label} />
    </figure>
  );
}
