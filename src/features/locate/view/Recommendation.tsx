import { Button } from '@mantine/core';
import type { Masking } from '../../../core/localisation/locate';
import { setBoxRecipe } from '../store/locate-store';
import { BEST, measuredOf } from '../store/measured';
import { methodsFor } from '../../../page/settings/settings-schema';
import { setMethod } from '../../../page/settings/settings-store';
import { MASKING_TITLES } from '../store/recipe-rows';
import { Sentence } from '../../../ui/text/Sentence';

/** A method that located as well as any where it was measured, and one press to use it. */
export function Recommendation({ method, masking }: { readonly method: string; readonly masking: Masking }) {
  const best = methodsFor('saliency').find(({ id }) => id === BEST.method);
  if (!best) return null;
  const way = MASKING_TITLES[BEST.masking].toLowerCase();
  if (method === BEST.method && masking === BEST.masking) {
    return (
      <p className="quiet small">
        {`${best.title}, boxed by ${way}, located as well as any in our tests with drawn objects on textured ground.`}
      </p>
    );
  }
  const own = measuredOf(method);
  return (
    <div className="locate-best small">
      <span>
        <Sentence
          text={`${best.title}, boxed by ${way}, located as well as any in our tests (drawn objects on textured ground): mean IoU ${measuredOf(BEST.method)?.toFixed(2) ?? ''}${own !== null && method !== BEST.method ? `, this method ${own.toFixed(2)}` : ''}.`}
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
        {`Use ${best.title}`}
      </Button>
    </div>
  );
}
