import { Anchor } from '@mantine/core';
import { FINDINGS, PAPERS } from './literature';
import { say, sayPhrase, sayWords } from '../../../words/say';

/** What follows, in three columns, each sentence with the papers it rests on. */
export function Findings() {
  return (
    <section className="meaning-findings" aria-label={say('What follows')}>
      {FINDINGS.map(({ title, findings }) => (
        <div key={title.text}>
          <h3>{sayPhrase(title)}</h3>
          <ul>
            {findings.map(({ text, papers }) => (
              <li key={text.text}>
                <span>{sayPhrase(text)}</span>
                <span className="meaning-cite small" translate="no">
                  {papers.map((id) => (
                    <Anchor
                      key={id}
                      href={PAPERS[id].url}
                      title={PAPERS[id].title}
                      target="_blank"
                      rel="noreferrer"
                      inherit
                    >
                      {sayWords(PAPERS[id].cite)}
                    </Anchor>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
