import { chartCaption } from '../../../panels/figure/made-of';
import type { SavedChartProps } from '../../../panels/figure/SavedChart';
import { say } from '../../../words/say';
import { sayList } from '../../../words/say-list';
import type { Cascade, Made } from '../store/checks-store';
import type { CascadePoint } from '../store/randomise';
import { requestOf } from '../store/subject';
import { rho } from './check-help';
import { likenessWords } from './randomise-words';

/** How like the trained network's map the map stays, by layers redrawn; `depth` of them are looked at. */
export function cascadeChart({ subject, result }: Made<Cascade>, depth: number): SavedChartProps {
  const layers = subject.layers.length;
  const drawn = [...result.points.values()].toSorted((a, b) => a.layers - b.layers);
  const line = (of: (point: CascadePoint) => number | null) =>
    drawn.flatMap((point) => {
      const y = of(point);
      return y === null ? [] : [{ x: point.layers, y }];
    });
  const spearman = line(({ likeness }) => likeness.spearman);
  const lowest = Math.min(0, ...spearman.map(({ y }) => y));
  const every = Math.max(1, Math.ceil(layers / 6));
  return {
    caption: () =>
      chartCaption(say('Likeness to the trained network’s map by layers redrawn'), requestOf(subject)),
    label: say('Likeness to the trained network’s map by layers redrawn. {points}', {
      points: sayList(
        drawn.map((point) =>
          say('{name}: {words}', { name: String(point.layers), words: likenessWords(point) }),
        ),
      ),
    }),
    lines: [
      {
        name: say('edge detector'),
        tone: 'control',
        dashed: true,
        points: line(({ control }) => control.spearman),
      },
      { name: 'SSIM', tone: 'ink', points: line(({ likeness }) => likeness.ssim) },
      { name: 'Spearman', tone: 'live', points: spearman },
    ],
    from: { x: 0, y: lowest < 0 ? -1 : 0 },
    to: { x: Math.max(1, layers), y: 1 },
    ticks: {
      x: Array.from({ length: Math.floor(layers / every) + 1 }, (_, i) => i * every),
      y: lowest < 0 ? [-1, -0.5, 0, 0.5, 1] : [0, 0.5, 1],
    },
    format: { x: String, y: rho },
    xTitle: say('layers redrawn'),
    mark: depth,
  };
}
