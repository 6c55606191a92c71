import { Sentence } from '../../ui/text/Sentence';

/** Short facts on a line, which breaks between them only. */
export function Facts({ facts }: { readonly facts: readonly string[] }) {
  return (
    <p className="quiet small nums">
      {facts.map((fact, i) => (
        <span key={fact}>
          <span>{i > 0 ? ' · ' : ''}</span>
          <span className="net-fact">
            <Sentence text={fact} />
          </span>
        </span>
      ))}
    </p>
  );
}
