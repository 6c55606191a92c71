import { Button } from '@mantine/core';
import type { Masking } from '../../../core/localisation/locate';
import { setBoxRecipe } from '../store/locate-store';
import { BEST, measuredOf } from '../store/measured';
import { methodsFor } from '../../../page/settings/settings-schema';
import { setMethod } from '../../../page/settings/settings-store';
import { MASKING_NAMES } from '../store/recipe-rows';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';
import { fixed } from '../../../words/number';

/** A method that located as well as any where it was measured, and one press to use it. */
export function Recommendation({ method, masking }: { readonly method: string; readonly masking: Masking }) {
  const best = methodsFor('saliency').find(({ id }) => id === BEST.method);
  if (!best) return null;
  const values = { method: best.title, way: MASKING_NAMES[BEST.masking] };
  if (method === BEST.method && masking === BEST.masking) {
    return (
      <p className="quiet small">
        {say(
          '{method}, boxed by {way}, located as well as any in our tests with drawn objects on textured ground.',
          values,
        )}
      </p>
    );
  }
  const own = measuredOf(method);
  const iou = fixed(measuredOf(BEST.method) ?? 0, 2);
  return (
    <div className="locate-best small">
      <span>
        <Sentence
          text={
            own === null || method === BEST.method
              ? say(
                  '{method}, boxed by {way}, located as well as any in our tests (drawn objects on textured ground): mean IoU {iou}.',
                  { ...values, iou },
                )
              : say(
                  '{method}, boxed by {way}, located as well as any in our tests (drawn objects on textured ground): mean IoU {iou}, this method {own}.',
                  { ...values, iou, own: fixed(own, 2) },
                )
          }
        />
      </span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          setMethod('saliency', BEST.method);
          setBoxRecipe({ masking: BEST.masking });
        }}
      >
        {say('Use {method}', values)}
      </Button>
    </div>
  );
}
