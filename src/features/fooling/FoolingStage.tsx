import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { runStore, type RunView } from '../../page/run/run-store';
import { type ShownMethod, shownMethod } from '../../page/run/shown-method';
import { classificationStore } from '../../page/network/classification-store';
import { settingsStore } from '../../page/settings/settings-store';
import { formulaLine } from '../../panels/map/formula-line';
import { LiveCurve } from '../../panels/run/LiveCurve';
import { count, percent, short } from '../../ui/numbers/numbers';
import { Picture } from '../../panels/picture/Picture';
import { Sentence } from '../../ui/text/Sentence';
import { Verdict } from '../../panels/run/Verdict';

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
  const { rival, l2, linf, rms, roundedFooled } = run.scalars;
  const fooled = roundedFooled === 1;
  const labels = info?.output.kind === 'sigmoid';
  const reads = fooled ? nameOf(run.target) : nameOf(rival);
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
          title={reads || (labels && run.step > 0 ? 'Changed' : 'Fooled')}
          caption={resultCaption(run, nameOf(run.target), labels ? null : nameOf(rival))}
          names={[nameOf(run.target), nameOf(rival)]}
          fallback="Press Run"
        />
        <Picture
          exercise="fooling"
          kind="difference"
          title={`Difference × ${amplify}`}
          caption={
            linf === undefined
              ? undefined
              : `largest ${short(linf)}, rms ${short(rms ?? 0)} of 255 · unrounded L2 ${short(l2 ?? 0)} z`
          }
          fallback={<span translate="no">0.5 + k · (x′ − x)</span>}
        />
      </div>
      <Verdict exercise="fooling" run={run} formula={formulaLine(method, params)}>
        {verdict(run, { method, params }, nameOf(run.target), labels ? null : nameOf(rival))}
      </Verdict>
      <LiveCurve exercise="fooling" rival={labels ? null : nameOf(rival)} />
    </>
  );
}

/** The winner's probability first, then the other's. */
function resultCaption(run: RunView, target: string, rival: string | null): string | undefined {
  const { probability, rivalProbability = 0, roundedFooled } = run.scalars;
  if (probability === undefined) return undefined;
  if (rival === null) return roundedFooled === 1 ? percent(probability) : `${target} ${percent(probability)}`;
  return roundedFooled === 1
    ? `${percent(probability)} · then ${rival} ${percent(rivalProbability)}`
    : `${percent(rivalProbability)} · ${target} ${percent(probability)}`;
}

/** What has come of the run; `rival` is null among labels, where reading one more takes none away. */
function verdict(
  run: RunView,
  { method, params }: ShownMethod<'fooling'>,
  target: string,
  rival: string | null,
) {
  const {
    probability,
    rivalProbability,
    linf,
    zeroGradient,
    roundedFooled,
    fooled: floatFooled,
  } = run.scalars;
  const fooled = roundedFooled === 1;
  if (run.phase === 'idle' || probability === undefined) {
    return method.about;
  }
  const say = (text: string) => <Sentence text={text} names={[target, rival]} />;
  if (zeroGradient) {
    return say(
      `No pixel moves the score of “${target}” at all here, so there is no direction to go in. Choose another class.`,
    );
  }
  const change = `No pixel changed by more than ${Math.ceil(linf ?? 0)} of 255.`;
  if (fooled && run.step === 0)
    return say(`The network already reads it as ${target}: nothing to do. Choose another class.`);
  if (fooled) {
    return (
      <>
        <b className="fooled">
          {say(`Read as ${target} (${percent(probability)}) after ${count(run.step, 'step')}.`)}
        </b>
        <Sentence text={` ${change}`} />
      </>
    );
  }
  if (run.phase === 'done' && floatFooled) {
    return (
      <>
        <b>
          {say(
            `The unrounded numbers fool the network; the 8-bit picture does not${rival === null ? '' : `: it is read as ${rival}`}.`,
          )}
        </b>
        <span>{` ${method.lostByRounding(params)}`}</span>
      </>
    );
  }
  if (rival === null) {
    const more =
      run.phase === 'done'
        ? ` after ${count(run.step, 'step')}. A larger step size or more steps may do.`
        : '.';
    return say(`${target} has ${percent(probability)}, and is read from 50 % on${more} ${change}`);
  }
  if (run.phase === 'done')
    return say(
      `Still read as ${rival} after ${count(run.step, 'step')}. A larger step size or more steps may do. ${change}`,
    );
  return say(
    `Still read as ${rival} (${percent(rivalProbability ?? 0)}); ${target} has ${percent(probability)}. ${change}`,
  );
}
