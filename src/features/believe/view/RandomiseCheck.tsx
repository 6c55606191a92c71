import type { Original } from '../store/randomise';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { checksStore } from '../store/checks-store';
import { drawFirst, redrawLayers } from '../store/run-check';
import type { CascadePoint } from '../store/randomise';
import { sameSubject } from '../store/subject';
import { ALIKE, randomiseOutcome, SAME_MAP, STILL_THERE } from '../store/verdicts';
import { percent } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { layersParam, rho } from './check-help';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { chartCaption } from '../../../panels/figure/made-of';
import { MapPicture } from '../../../panels/map/MapPicture';
import { ComparedMethodsTable } from './MethodsTable';
import { requestOf, type Subject } from '../store/subject';
import { SectionOutcome } from './Outcome';
import { useSubject } from './use-subject';
import { Sentence } from '../../../ui/text/Sentence';
import { phrase, say, sayWords } from '../../../words/say';
import { sayList } from '../../../words/say-list';

/** The edge detector's map of the photo, as a frame to be shown. */
function useEdges(original: Original | undefined) {
  return useMemo(() => {
    if (!original) return null;
    const { step, steps, width, height, pixels, scalars } = original.map.frame;
    return {
      step,
      steps,
      width,
      height,
      scalars,
      attribution: original.edges,
      ...(pixels ? { pixels } : {}),
    };
  }, [original]);
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
          title={
            depth === 1
              ? say('Classifier redrawn')
              : say('{depth, plural, one {# layer redrawn} other {# layers redrawn}}', { depth })
          }
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
      {cascade && points && original && (
        <div className="check-columns">
          <CascadeChart subject={cascade.subject} points={points} layers={names.length} depth={depth} />
          <ComparedMethodsTable />
        </div>
      )}
      <p className="formula" translate="no">
        {sayList([
          say(
            'ρ = Spearman’s rank correlation of |map| with the trained network’s |map|, SSIM of both as grey pictures; W ~ N(0, std(W trained)), b = 0. With the classifier redrawn, ρ of {same, number} or more fails and {alike, number} or more passes in part; so does {there, number} or more with every layer redrawn',
            { same: SAME_MAP, alike: ALIKE, there: STILL_THERE },
          ),
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

function likenessWords({ likeness: { spearman, ssim } }: CascadePoint): string {
  return spearman === null ? say('an empty map') : `ρ ${rho(spearman)}, SSIM ${rho(ssim)}`;
}

function CascadeChart({
  subject,
  points,
  layers,
  depth,
}: {
  readonly subject: Subject;
  readonly points: ReadonlyMap<number, CascadePoint>;
  readonly layers: number;
  readonly depth: number;
}) {
  const drawn = [...points.values()].toSorted((a, b) => a.layers - b.layers);
  const line = (of: (point: CascadePoint) => number | null) =>
    drawn.flatMap((point) => {
      const y = of(point);
      return y === null ? [] : [{ x: point.layers, y }];
    });
  const spearman = line(({ likeness }) => likeness.spearman);
  const lowest = Math.min(0, ...spearman.map(({ y }) => y));
  const every = Math.max(1, Math.ceil(layers / 6));
  return (
    <SavedChart
      caption={() =>
        chartCaption(say('Likeness to the trained network’s map by layers redrawn'), requestOf(subject))
      }
      label={say('Likeness to the trained network’s map by layers redrawn. {points}', {
        points: sayList(
          drawn.map((point) =>
            say('{name}: {words}', { name: String(point.layers), words: likenessWords(point) }),
          ),
        ),
      })}
      lines={[
        {
          name: say('edge detector'),
          tone: 'control',
          dashed: true,
          points: line(({ control }) => control.spearman),
        },
        { name: 'SSIM', tone: 'ink', points: line(({ likeness }) => likeness.ssim) },
        { name: 'Spearman', tone: 'live', points: spearman },
      ]}
      from={{ x: 0, y: lowest < 0 ? -1 : 0 }}
      to={{ x: Math.max(1, layers), y: 1 }}
      ticks={{
        x: Array.from({ length: Math.floor(layers / every) + 1 }, (_, i) => i * every),
        y: lowest < 0 ? [-1, -0.5, 0, 0.5, 1] : [0, 0.5, 1],
      }}
      format={{ x: String, y: (value) => rho(value) }}
      xTitle={say('layers redrawn')}
      mark={depth}
    />
  );
}
