import { EXPORT_RECIPES } from '../../../core/records/export-recipes';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';

/** How networks of other formats become one that the lab reads, each with what to run. */
export function ExportRecipes({ open }: { readonly open: boolean }) {
  return (
    <details className="export-recipes net-wide" open={open}>
      <summary>{say('From PyTorch, Keras, TensorFlow…')}</summary>
      <dl>
        {Object.entries(EXPORT_RECIPES).map(([id, { from, code, note }]) => (
          <div key={id}>
            <dt>
              <Sentence text={from} />
            </dt>
            <dd>
              <code translate="no">{code}</code>
              {note && (
                <p className="quiet small">
                  <Sentence text={note} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
