import { ActionIcon, Tabs, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconQuestionMark, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Exercise } from '../methods/catalog/params';
import { set, settingsStore } from '../page/settings/settings-store';
import { EngineChip } from './engine/EngineChip';
import { EXERCISE_TITLES } from '../panels/exercise-titles';
import { CopyLink } from './CopyLink';
import { LanguageSwitch } from './LanguageSwitch';
import { NetworkMenu } from '../features/network-manager/NetworkMenu';
import { lateDialog } from '../panels/boundary/late-dialog';
import { phrase, say, sayPhrase } from '../words/say';

const AboutDialog = lateDialog(
  phrase('A small window into a network'),
  async () => (await import('./engine/AboutDialog')).AboutDialog,
);

/** The one bar: name, exercises, network, engine, help, language and theme. */
export function Header() {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  const [about, setAbout] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  const toOther = scheme === 'dark' ? say('Switch to the light theme') : say('Switch to the dark theme');
  return (
    <header className="header">
      <h1 className="wordmark">
        <img src="favicon.svg" alt="" width={26} height={26} />
        Lucarne
      </h1>
      <Tabs
        className="exercises"
        variant="pills"
        value={exercise}
        onChange={(next) => {
          if (next) set({ exercise: next as Exercise });
        }}
        aria-label={say('Exercise')}
      >
        <Tabs.List>
          {(Object.keys(EXERCISE_TITLES) as Exercise[]).map((id) => (
            <Tabs.Tab key={id} value={id} aria-controls="stage">
              {sayPhrase(EXERCISE_TITLES[id].title)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <div className="header-end">
        <NetworkMenu />
        <EngineChip />
        <CopyLink />
        <Tooltip label={say('What is this?')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={say('What is this?')}
            onClick={() => {
              setAbout(true);
            }}
          >
            <IconQuestionMark size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <LanguageSwitch />
        <Tooltip label={toOther}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={toOther}
            onClick={() => {
              setColorScheme(other);
            }}
          >
            {scheme === 'dark' ? <IconSun size={19} aria-hidden /> : <IconMoon size={19} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
      <AboutDialog
        opened={about}
        onClose={() => {
          setAbout(false);
        }}
      />
    </header>
  );
}
