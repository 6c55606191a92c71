import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import { say, sayWords } from '../../../words/say';

/** How it is measured, for those who ask. */
export function BoardHow() {
  return (
    <details className="board-how">
      <summary>{say('How')}</summary>
      <p>
        {say(
          'Four attacks that fail in different ways take turns, as in AutoAttack (Croce and Hein 2020), made small: each faces only the photos that the ones before it left standing. A picture counts as fooled where its 8-bit version, as it would be saved, is no longer read as the photo’s class, with no colour value moved by more than ε.',
        )}
      </p>
      <p>
        {say(
          'What is left is the most that the network’s accuracy under attack can be, not the least: that no attack found a picture does not prove that there is none. For the curve, the attack that fooled a photo is tried again with ever smaller ε, by halving. The smallest change is the length that FMN ends with, over all pixels and colours, whatever ε is; papers count it in pixels from 0 to 1, where it is that much of 1.',
        )}
      </p>
      <ul>
        {AUTO_ATTACK.map(({ id, title, method }) => (
          <li key={id}>
            <a href={method.paper.url} target="_blank" rel="noreferrer">
              {say('{name}: {words}', { name: sayWords(title), words: method.paper.title })}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
