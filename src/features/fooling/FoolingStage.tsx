import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { classificationStore } from '../../page/network/classification-store';
import { settingsStore } from '../../page/settings/settings-store';
import { formulaLine } from '../../panels/map/formula-line';
import { LiveCurve } from '../../panels/run/LiveCurve';
import { percent, short } from '../../ui/numbers/numbers';
import { Picture } from '../../panels/picture/Picture';
import { Sentence } from '../../ui/text/Sentence';
import { Verdict } from '../../panels/run/Verdict';
import { changedCaption, changedTitle, foolingWords } from './fooling-words';

/** The photo, the fooled picture and their difference, amplified. */
export function FoolingStage() {
  const run = useStore(runStore, (state) => state.fooling);
  const info = useStore(networkStore, (state) => state.info);
  const before = useStore(classificationStore, (state) => state.classification?.top[0]);
  const settings = useStore(settingsStore);
  const { amplify } = settings;
  const { method, params } = shownMethod('fooling', run, settings);
  const nameOf = (index: number | undefined | null): string =>
    index === undefined || index === null ? '' : (info?.classes[index]?.name ?? `class ${index}`);
  const { l2, linf, rms } = run.scalars;
  const labels = info?.output.kind === 'sigmoid';
  const target = nameOf(run.target);
  const rival = labels ? null : nameOf(run.scalars.rival);
  const subject = { run, method, params, target, rival };
  const words = foolingWords(subject);
  return (
    <>
      <div className="pictures" data-count={3}>
        <Picture
          exercise="fooling"
          kind="original"
          title={before ? before.name : 'Original'}
          caption={before ? percent(before.probability) : undefined}
          names={[before?.name]}
          fallback="Your photo"
        />
        <Picture
          exercise="fooling"
          kind="result"
          title={changedTitle(subject) || 'Fooled'}
          caption={changedCaption(subject)}
          names={[target, rival]}
          fallback="Press Run"
        />
        <Picture
          exercise="fooling"
          kind="difference"
          title={`Difference × ${amplify}`}
          caption={
            linf === undefined
              ? undefined
              : `largest ${short(linf)}, rms ${short(rms ?? 0)} of 255 · L2 ${short(l2 ?? 0)}`
          }
          fallback={<span translate="no">0.5 + k · (x′ − x)</span>}
        />
      </div>
      <Verdict exercise="fooling" run={run} formula={formulaLine(method, params)}>
        {words.found !== null && (
          <b className={words.fooled ? 'fooled' : undefined}>
            <Sentence text={words.found} names={[target, rival]} />
          </b>
        )}
        <Sentence text={`${words.found === null ? '' : ' '}${words.more}`} names={[target, rival]} />
      </Verdict>
      <LiveCurve exercise="fooling" rival={rival} />
    </>
  );
}
