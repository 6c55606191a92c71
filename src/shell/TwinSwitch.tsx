import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { cancelLoading, networkStore } from '../page/network/network-store';
import { twinsOf } from '../page/network/robust-twin';
import { openTwin } from '../page/run/open-twin';
import { Sentence } from '../ui/text/Sentence';
import { robustSentence, TwinNote } from './TwinNote';
import './twin-switch.css';
import { say } from '../words/say';

/** Standard or robust: the network on screen and its twin, one press apart. Nothing where it has none. */
export function TwinSwitch() {
  const { rows, info, loading } = useStore(networkStore);
  const twins = info && twinsOf(rows, info.id);
  if (!twins) return null;
  const { standard, robust } = twins;
  const coming = loading?.id === standard.id || loading?.id === robust.id ? loading.id : null;
  return (
    <>
      <div className="twin-switch">
        <SegmentedControl
          size="xs"
          aria-label={say('How the network was trained')}
          value={coming ?? info.id}
          onChange={(next) => {
            if (next === info.id) cancelLoading();
            else void openTwin(next === robust.id ? robust : standard);
          }}
          data={[
            { value: standard.id, label: say('Standard') },
            { value: robust.id, label: say('Robust') },
          ]}
        />
        <TwinNote twin={robust.robust} />
      </div>
      {info.id === robust.id && (
        <p className="twin-said quiet small">
          <Sentence text={robustSentence(robust.robust)} />
        </p>
      )}
    </>
  );
}
