import { Loader, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import { imageStore } from '../page/photo/image-store';
import { networkStore } from '../page/network/network-store';
import { classificationStore } from '../page/network/classification-store';
import { settingsStore, setTarget } from '../page/settings/settings-store';
import { chooseTarget } from '../page/network/choose-target';
import { percent } from '../ui/numbers/numbers';
import './classification-panel.css';
import { say } from '../words/say';
import { shownClass } from '../words/shown-class';

/** What the network sees in the photo: five best classes as bars; a click makes one the target. */
export function ClassificationPanel() {
  const { classification, outdated } = useStore(classificationStore);
  const info = useStore(networkStore, (state) => state.info);
  const photo = useStore(imageStore, (state) => state.photo);
  const exercise = useStore(settingsStore, (state) => state.exercise);
  useStore(settingsStore, (state) => state.targets[state.exercise]);
  const target = chooseTarget(exercise);
  if (!info) return null;
  return (
    <section className="panel sees" aria-labelledby="sees-title">
      <h2 id="sees-title">{say('What it sees')}</h2>
      {classification ? (
        <ol className="bars" aria-busy={outdated}>
          {classification.top.slice(0, 5).map((row) => (
            <li key={row.index}>
              <UnstyledButton
                className="bar"
                data-target={row.index === target || undefined}
                aria-pressed={row.index === target}
                title={say('{name}, class {index}: logit {logit}. Make it the target.', {
                  name: row.name,
                  index: row.index,
                  logit: row.logit.toFixed(2),
                })}
                onClick={() => {
                  setTarget(exercise, row.index);
                }}
              >
                <span className="bar-fill" style={{ transform: `scaleX(${row.probability})` }} />
                <span className="bar-name clip" translate="no">
                  {shownClass(row.name)}
                </span>
                <span className="bar-value" translate="no">
                  {percent(row.probability)}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ol>
      ) : !photo ? (
        <p className="quiet">{say('No picture yet.')}</p>
      ) : (
        <p className="quiet">
          <Loader size="xs" type="dots" /> <span>{say('Reading the picture')}</span>
        </p>
      )}
    </section>
  );
}
