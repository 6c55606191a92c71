import { useMemo } from 'react';
import { useStore } from 'zustand';
import { checksStore } from '../store/checks-store';
import { CHANCES, GAMES, quarterDone } from '../store/delete-insert';
import { chanceArea, faithfulnessOutcome } from '../store/verdicts';
import { percent } from '../../../ui/numbers/numbers';
import { gamesFormula } from './check-formulas';
import { rho } from './check-help';
import { GAME_TITLES, gamesChart, QUARTERS } from './games-chart';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { MapPicture } from '../../../panels/map/MapPicture';
import { SectionOutcome } from './Outcome';
import { useSubject } from './use-subject';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayPhrase, sayWords } from '../../../words/say';

/** Do the marked pixels matter to the score? They are deleted from the photo, and inserted into its blur. */
export function DeleteInsertCheck() {
  const subject = useSubject();
  const made = useStore(checksStore, (state) => state.faithfulness);
  const result = made?.result;
  const image = made?.subject.image;
  const order = result?.order;
  const quarters = useMemo(
    () =>
      image && order
        ? {
            deletion: quarterDone('deletion', image, order),
            insertion: quarterDone('insertion', image, order),
          }
        : null,
    [image, order],
  );
  const start = result?.deletion.map?.points[0]?.y;
  return (
    <>
      <p className="check-meaning">
        <Sentence
          text={say(
            'If a map marks what the score rests on, then deleting its pixels, the strongest first, takes the probability away soon, and inserting them into a blurred photo brings it back soon (RISE, Petsiuk et al. 2018). Each curve’s area is held against {chances} orders by chance: the map passes a game where it beats every one of them. Grey and blurred pictures are unlike anything the network was trained on, so small differences mean little.',
            { chances: CHANCES },
          )}
        />
      </p>
      <SectionOutcome
        section="delete"
        made={made?.subject ?? null}
        subject={subject}
        outcome={made ? faithfulnessOutcome(sayWords(made.subject.method.title), made.result) : null}
      />
      {start !== undefined && start < 0.2 && (
        <p className="note">
          <Sentence
            text={say(
              'The class has only {start} in the whole photo: there is little to take away. Choose the class the photo is read as.',
              { start: percent(start) },
            )}
          />
        </p>
      )}
      {made && result ? (
        <div className="check-columns">
          <SavedChart {...gamesChart(made)} />
          <div className="stack">
            <div className="check-pictures" data-count={2}>
              {GAMES.map((game) => (
                <MapPicture
                  key={game}
                  title={sayPhrase(QUARTERS[game])}
                  picture={quarters?.[game] ?? null}
                  empty=""
                />
              ))}
            </div>
            <table className="check-areas">
              <caption>
                <Sentence text={say('Area under the curve of P (0 to 1)')} />
              </caption>
              <thead>
                <tr>
                  <th scope="col">{say('Game')}</th>
                  <th scope="col">{say('Map')}</th>
                  <th scope="col">{say('By chance')}</th>
                  <th scope="col">{say('Better')}</th>
                </tr>
              </thead>
              <tbody>
                {GAMES.map((game) => (
                  <tr key={game}>
                    <th scope="row">{sayPhrase(GAME_TITLES[game])}</th>
                    <td className="nums" translate="no">
                      {rho(result[game].map?.area)}
                    </td>
                    <td className="nums" translate="no">
                      {rho(chanceArea(result[game]))}
                    </td>
                    <td>{game === 'deletion' ? say('lower') : say('higher')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ) : (
        <p className="quiet">
          {say('Run the check to see the curves; each takes some sixty looks at the photo.')}
        </p>
      )}
      <p className="formula" translate="no">
        {gamesFormula(result)}
      </p>
    </>
  );
}
