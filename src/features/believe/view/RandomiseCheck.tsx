import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { checksStore } from '../store/checks-store';
import { drawFirst, redrawLayers } from '../store/run-check';
import type { Original } from '../store/randomise';
import { sameSubject } from '../store/subject';
import { randomiseOutcome } from '../store/verdicts';
import { percent } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { cascadeChart } from './cascade-chart';
import { layersParam, rho } from './check-help';
import { randomiseFormula } from './check-formulas';
import { edgesOf, layersWords, likenessWords } from './randomise-words';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { MapPicture } from '../../../panels/map/MapPicture';
import { ComparedMethodsTable } from './MethodsTable';
import { SectionOutcome } from './Outcome';
import { useSubject } from './use-subject';
import { Sentence } from '../../../ui/text/Sentence';
import { phrase, say, sayWords } from '../../../words/say';
import { sayList } from '../../../words/say-list';

/** The same frame for the same photo, so that it is drawn once. */
function useEdges(original: Original | undefined) {
  return useMemo(() => (original ? edgesOf(original) : null), [original]);
}

/** Does the map depend on what the network learnt? Its layers are replaced by noise, one after the other. */
export function RandomiseCheck() {
  const subject = useSubject();
  const { cascade, layers, methods } = useStore(checksStore);
  const names = (cascade?.subject ?? subject)?.layers ?? [];
  const param = useMemo(() => layersParam(names.length), [names.length]);
  const depth = Math.min(layers, names.length);
  const { original, points } = cascade?.result ?? {};
  const point = points?.get(depth);
  const edges = useEdges(original);
  useEffect(() => {
    void drawFirst();
  }, [subject?.image, subject?.network, subject?.method, subject?.target]);
  const tested = (cascade?.subject ?? subject)?.method;
  const title = sayWords(tested?.title ?? phrase('The method'));
  const rows = sameSubject(methods?.subject ?? null, cascade?.subject ?? null) ? methods?.result : null;
  const row = rows?.find(({ method }) => method.id === cascade?.subject.method.id);
  const outcome = points ? randomiseOutcome(title, points, names.length, row?.mean) : null;
  const image = (cascade?.subject ?? subject)?.image ?? null;
  const deepest = depth > 0 ? names[depth - 1] : undefined;
  return (
    <>
      <p className="check-meaning">
        <Sentence
          text={say(
            'A map that gives reasons for a class must change when the network forgets what it learnt (Adebayo et al. 2018). Layers become noise from the classifier down; a map that stays shows the photo, not the network. The edge detector knows no network: it is the control, and never moves.',
          )}
        />
      </p>
      <div className="check-controls">
        <ParamControl param={param} value={depth} onChange={(value) => void redrawLayers(Number(value))} />
      </div>
      <div className="check-pictures" data-count={4}>
        <MapPicture title={say('Photo')} picture={image} empty={say('No photo yet')} />
        <MapPicture
          title={say('Trained')}
          frame={original?.map.frame ?? null}
          caption={original ? `P ${percent(original.map.probability)}` : undefined}
          empty={say('Move the slider')}
        />
        <MapPicture
          title={layersWords(depth)}
          frame={point?.map.frame ?? null}
          caption={point ? `${likenessWords(point)}, P ${percent(point.map.probability)}` : undefined}
          empty={say('Not drawn yet')}
        />
        <MapPicture
          title={say('Edge detector')}
          frame={edges}
          caption={
            point
              ? say('control: ρ {spearman}', { spearman: rho(point.control.spearman) })
              : original
                ? say('like the map: ρ {spearman}', { spearman: rho(original.likeEdges.spearman) })
                : undefined
          }
          empty={say('Sobel’s edges of the photo')}
        />
      </div>
      <SectionOutcome
        section="randomise"
        made={cascade?.subject ?? null}
        subject={subject}
        outcome={outcome}
      />
      {cascade && points && (
        <div className="check-columns">
          <SavedChart {...cascadeChart(cascade, depth)} />
          <ComparedMethodsTable />
        </div>
      )}
      <p className="formula" translate="no">
        {sayList([
          randomiseFormula(),
          ...(deepest ? [say('deepest layer redrawn: {layer}', { layer: deepest })] : []),
          ...(original
            ? [
                say('the trained map’s ρ with the photo’s edges: {spearman}', {
                  spearman: rho(original.likeEdges.spearman),
                }),
              ]
            : []),
        ])}
      </p>
    </>
  );
}
