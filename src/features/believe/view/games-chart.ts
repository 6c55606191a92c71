import { chartCaption } from '../../../panels/figure/made-of';
import type { SavedChartProps } from '../../../panels/figure/SavedChart';
import { writeNumber } from '../../../words/number';
import { phrase, say, sayPhrase } from '../../../words/say';
import type { Made } from '../store/checks-store';
import { type Faithfulness, GAMES, meanCurve } from '../store/delete-insert';
import { requestOf } from '../store/subject';

export const GAME_TITLES = { deletion: phrase('Deletion'), insertion: phrase('Insertion') };
export const QUARTERS = { deletion: phrase('A quarter deleted'), insertion: phrase('A quarter inserted') };
const BY_MAP = { deletion: phrase('deletion by the map'), insertion: phrase('insertion by the map') };
const BY_CHANCE = { deletion: phrase('deletion by chance'), insertion: phrase('insertion by chance') };

/** The class's probability as pixels go and come back, in the map's order and by chance. */
export function gamesChart({ subject, result }: Made<Faithfulness>): SavedChartProps {
  const shows = say(
    'Probability of the class by share of pixels deleted or inserted, in the map’s order and by chance',
  );
  const share = (value: number): string => writeNumber(`${Math.round(100 * value)} %`);
  return {
    caption: () => chartCaption(shows, requestOf(subject)),
    label: shows,
    lines: GAMES.flatMap((game) => {
      const { map, chance } = result[game];
      const tone = game === 'deletion' ? ('ink' as const) : ('live' as const);
      return [
        { name: sayPhrase(BY_CHANCE[game]), tone, dashed: true, points: meanCurve(chance) },
        { name: sayPhrase(BY_MAP[game]), tone, points: map?.points ?? [] },
      ];
    }),
    from: { x: 0, y: 0 },
    to: { x: 1, y: 1 },
    ticks: { x: [0, 0.25, 0.5, 0.75, 1], y: [0, 0.5, 1] },
    format: { x: share, y: share },
    xTitle: say('share of the pixels'),
  };
}
