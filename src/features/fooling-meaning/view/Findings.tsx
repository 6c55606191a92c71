import { Anchor } from '@mantine/core';
import { FINDINGS, PAPERS } from './literature';

/** What follows, in three columns, each sentence with the papers it rests on. */
export function Findings() {
  return (
    <section className="meaning-findings" aria-label="What follows">
      {FINDINGS.map(({ title, findings }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {findings.map(({ text, papers }) => (
              <li key={text}>
                <span>{text}</span>
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
                      {PAPERS[id].cite}
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
