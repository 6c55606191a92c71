import type { MethodInfo } from '../methods/catalog/method-info';
import type { ParamValues } from '../methods/catalog/params';
import { short } from '../ui/numbers/numbers';
import { Sentence } from '../ui/text/Sentence';
import { say } from '../words/say';

interface Props {
  readonly method: MethodInfo;
  readonly values: ParamValues;
}

/** A method's caution where its numbers do not work well together; else what its penalty alone does to the picture, if anything. */
export function MethodNote({ method, values }: Props) {
  const caution = method.caution(values);
  if (caution !== null) {
    return (
      <p className="note wrong" role="status">
        <Sentence text={caution} />
      </p>
    );
  }
  const left = method.exercise === 'visualization' ? method.leftByPenalty(values) : null;
  if (left === null) return null;
  return (
    <p className="quiet small" role="status">
      <Sentence
        text={say('The penalty alone keeps {share} of the picture at each step (1 − 2ηλ).', {
          share: `${short(100 * left)} %`,
        })}
      />
    </p>
  );
}
