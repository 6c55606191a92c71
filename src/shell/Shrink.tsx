import type { ParamValues } from '../methods/catalog/params';
import { methodOf } from '../page/settings/settings-schema';
import { settingsStore } from '../page/settings/settings-store';
import { short } from '../ui/numbers/numbers';
import { Sentence } from '../ui/text/Sentence';

/** What the penalty alone does to the picture at each step, and the method's caution where it would make it oscillate. */
export function Shrink({ values }: { readonly values: ParamValues }) {
  const { lambda, stepSize, penalty } = values;
  if (penalty !== 'squared' || typeof lambda !== 'number' || typeof stepSize !== 'number') return null;
  const caution = methodOf(settingsStore.getState(), 'visualization').caution?.(values);
  const factor = short(100 * (1 - 2 * stepSize * lambda));
  return (
    <p className={caution ? 'note wrong' : 'quiet small'} role="status">
      {caution ? (
        <Sentence text={caution} />
      ) : (
        <>
          <span>{'The penalty alone keeps '}</span>
          <span className="nums" translate="no">{`${factor} %`}</span>
          <Sentence text=" of the picture at each step (1 − 2ηλ)." />
        </>
      )}
    </p>
  );
}
