import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustments } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Exercise } from '../methods/catalog/params';
import { set, settingsStore } from '../page/settings/settings-store';
import { Sheet } from '../panels/boundary/Dialog';
import { Section } from '../panels/boundary/Section';
import { DropOverlay } from './photo/DropOverlay';
import { EXERCISE_TITLES } from '../panels/exercise-titles';
import { Header } from './Header';
import { HeavyNetwork } from '../features/network-manager/HeavyNetwork';
import { PicturePanel } from './photo/PicturePanel';
import { ClassificationPanel } from './ClassificationPanel';
import { SettingsPanel } from './SettingsPanel';
import { SilentEngine } from './SilentEngine';
import { Stage } from './Stage';
import { useKeys } from '../panels/use-keys';
import { useLanguage } from '../ui/text/use-language';
import { say, sayPhrase } from '../words/say';

/** The whole page: one screen on a desk, a column with a bottom bar on a phone. */
export function App() {
  useKeys();
  useLanguage();
  const narrow = useMediaQuery('(max-width: 860px)');
  return (
    <div className="app">
      <Section name={say('The bar at the top')}>
        <Header />
      </Section>
      <HeavyNetwork />
      <SilentEngine />
      <Section name={say('The stage')}>
        <Stage />
      </Section>
      <aside className="left" aria-label={say('Picture')}>
        <Section name={say('The picture panel')}>
          <PicturePanel />
        </Section>
        <Section name={say('What the network sees')}>
          <ClassificationPanel />
        </Section>
      </aside>
      {narrow ? (
        <PhoneBar />
      ) : (
        <aside className="right" aria-label={say('Settings')}>
          <Section name={say('The settings')}>
            <SettingsPanel />
          </Section>
        </aside>
      )}
      <DropOverlay />
    </div>
  );
}

/** The phone's bottom bar: the three exercises, and the settings in a sheet. */
function PhoneBar() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const [open, setOpen] = useState(false);
  return (
    <>
      <nav className="phone-bar" aria-label={say('Exercises and settings')}>
        {(Object.keys(EXERCISE_TITLES) as Exercise[]).map((id) => (
          <button
            key={id}
            type="button"
            aria-current={id === exercise ? 'page' : undefined}
            onClick={() => {
              set({ exercise: id });
            }}
          >
            {sayPhrase(EXERCISE_TITLES[id].short)}
          </button>
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            setOpen(true);
          }}
        >
          <IconAdjustments size={17} aria-hidden /> <span>{say('Settings')}</span>
        </button>
      </nav>
      <Sheet
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
        position="bottom"
        size="75%"
        title={say('Settings')}
        radius="lg"
      >
        <Section name={say('The settings')}>
          <SettingsPanel />
        </Section>
      </Sheet>
    </>
  );
}
