import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { chooseTarget } from '../../page/network/choose-target';
import { settingsStore } from '../../page/settings/settings-store';
import { formulaLine } from '../../panels/map/formula-line';
import { FilmStrip } from './FilmStrip';
import { LiveCurve } from '../../panels/run/LiveCurve';
import { percent, short } from '../../ui/numbers/numbers';
import { Picture } from '../../panels/picture/Picture';
import { Sentence } from '../../ui/text/Sentence';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { Verdict } from '../../panels/run/Verdict';

/** The picture in progress, its film strip and the live curve. */
export function VisualisationStage() {
  const run = useStore(runStore, (state) => state.visualization);
  const info = useStore(networkStore, (state) => state.info);
  const { method, params } = shownMethod('visualization', run, useStore(settingsStore));
  const target = run.target ?? chooseTarget('visualization');
  const nameOf = (index: number | undefined): string =>
    index === undefined ? '' : (info?.classes[index]?.name ?? `class ${index}`);
  const held = useHeldFrame('visualization');
  const { probability, rival, rivalProbability, logit, objective } = held?.scalars ?? run.scalars;
  const labels = info?.output.kind === 'sigmoid';
  const wins = probability !== undefined && probability >= (labels ? 0.5 : (rivalProbability ?? 0));
  return (
    <>
      <div className="pictures" data-count={1}>
        <Picture
          exercise="visualization"
          kind="result"
          title={`What “${nameOf(target)}” looks like to it`}
          names={[nameOf(target)]}
          caption={
            logit === undefined
              ? undefined
              : `${held ? `step ${held.step.toLocaleString('en')}, ` : ''}logit ${short(logit)}, objective ${short(objective ?? logit)}`
          }
          fallback="Press Run"
        />
        <div className="beside">
          <LiveCurve exercise="visualization" rival={labels ? null : nameOf(rival)} />
          <FilmStrip exercise="visualization" />
        </div>
      </div>
      <Verdict exercise="visualization" run={run} formula={formulaLine(method, params)}>
        {probability === undefined ? (
          <>
            <span>{method.opening(params)}</span> <span>{method.about}</span>
          </>
        ) : (
          <>
            {held && <Sentence text={`At step ${held.step.toLocaleString('en')}: `} />}
            <b>
              <Sentence
                names={[nameOf(target), nameOf(rival)]}
                text={`${
                  wins
                    ? `Read as ${nameOf(target)} (${percent(probability)})`
                    : labels
                      ? `Not read as ${nameOf(target)} (${percent(probability)})`
                      : `Read as ${nameOf(rival)} (${percent(rivalProbability ?? 0)}), not ${nameOf(target)} (${percent(probability)})`
                }.`}
              />
            </b>
            <Sentence
              names={[nameOf(rival)]}
              text={` ${
                labels
                  ? 'Each label stands for itself: others may be read beside it, and none is its rival.'
                  : wins
                    ? `The strongest rival is ${nameOf(rival)} (${percent(rivalProbability ?? 0)}).`
                    : 'A high score is not a win: the rival’s is higher. The margin objective pushes rivals down.'
              }`}
            />
          </>
        )}
      </Verdict>
    </>
  );
}
