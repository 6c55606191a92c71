import { useStore } from 'zustand';
import { imageStore } from '../stores/image-store';
import { networkStore } from '../stores/network-store';
import { runStore } from '../stores/run-store';
import { seesStore } from '../stores/sees-store';
import { methodOf, methodsFor } from '../stores/settings-schema';
import { paramsOf, settingsStore } from '../stores/settings-store';
import { formulaLine } from './formula-line';
import { percent, short } from './numbers';
import { Picture } from './Picture';
import { Verdict } from './Verdict';

/** The photo beside the map of where a small change would move the score. */
export function SaliencyStage() {
  const run = useStore(runStore, (state) => state.saliency);
  const photo = useStore(imageStore, (state) => state.photo);
  const info = useStore(networkStore, (state) => state.info);
  const best = useStore(seesStore, (state) => state.reading?.top[0]);
  const { signed, clip } = useStore(settingsStore);
  const params = useStore(settingsStore, (state) => paramsOf(state, 'saliency'));
  const chosen = useStore(settingsStore, (state) => methodOf(state, 'saliency'));
  // What is on screen keeps its own words while another method is being chosen.
  const method = methodsFor('saliency').find(({ id }) => id === run.recipe?.method) ?? chosen;
  const name = run.target === null ? '' : (info?.classes[run.target]?.name ?? `class ${run.target}`);
  const { probability, logit, zeroGradient, noEvidence, completenessGap } = run.scalars;
  return (
    <>
      <div className="pictures" data-count={2}>
        <Picture exercise="saliency" kind="original" title="What the network saw" caption={photo?.name} />
        <Picture
          exercise="saliency"
          kind="map"
          title={name ? `${method.id === 'vanilla-gradient' ? 'Map' : method.title} for “${name}”` : 'Map'}
          caption={
            logit !== undefined && probability !== undefined
              ? `logit ${short(logit)} · ${percent(probability)} · ${signed ? 'signed' : 'absolute'}, full scale at the ${clip}th percentile`
              : undefined
          }
          fallback={photo ? 'Drawing the map' : 'The map will appear here'}
        />
      </div>
      <Verdict run={run} formula={formulaLine(method, run.recipe?.params ?? params, signed)}>
        {!photo ? (
          'Drop a photo anywhere on the page to see where the network looks.'
        ) : name === '' ? (
          'The map is drawn as soon as the engine is free.'
        ) : zeroGradient ? (
          <>The map for “{name}” is empty: no pixel moves its score at all. Another class will show more.</>
        ) : noEvidence ? (
          <>
            The map for “{name}” is empty: nothing in this layer speaks for it. Another class or layer will
            show more.
          </>
        ) : (
          <>
            {best && (
              <b>
                Read as {best.name} ({percent(best.probability)}).{' '}
              </b>
            )}
            {method.id === 'vanilla-gradient'
              ? `The map shows where a small change of a pixel would move the score of “${name}” most; it is a straight-line picture of a curved thing.`
              : method.about}
            {completenessGap !== undefined && ` Completeness gap: ${percent(Math.abs(completenessGap))}.`}
          </>
        )}
      </Verdict>
    </>
  );
}
