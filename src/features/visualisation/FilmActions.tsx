import { Button, Tooltip } from '@mantine/core';
import { IconArrowFork, IconDownload } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Frame } from '../../core/records/frame';
import { lateCode } from '../../core/records/late-code';
import type { Exercise } from '../../methods/catalog/params';
import { branchPoint } from '../../page/run/branch-point';
import { branchRun } from '../../page/run/branch-run';
import { holdFrame } from '../../page/run/held-frame';
import { runStore } from '../../page/run/run-store';
import { settingsStore } from '../../page/settings/settings-store';
import { SaveFilm } from '../../panels/film/SaveFilm';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import { whole } from '../../words/number';
import { phrase, say } from '../../words/say';

const row = lateCode(phrase('Saving the film strip'), () => import('./film-row'));

interface Props {
  readonly exercise: Exercise;
  /** What the strip has. */
  readonly frames: readonly Frame[];
  readonly held: Frame | null;
}

/** What can be done with the frames of the strip: going on from one in another way, and saving them in a row. */
export function FilmActions({ exercise, frames, held }: Props) {
  const run = useStore(runStore, (state) => state[exercise]);
  const settings = useStore(settingsStore);
  const from = branchPoint(exercise, run, held, settings);
  const { recipe } = run;
  if (frames.length < 2 || !recipe) return null;
  return (
    <div className="film-held">
      {held && <Sentence text={say('Step {step} is on the stage.', { step: whole(held.step) })} />}
      {held && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            holdFrame(exercise, null);
          }}
        >
          {say('Back to the newest')}
        </Button>
      )}
      {from !== null && (
        <Tooltip label={say('With the settings chosen now; what came after is given up')} openDelay={300}>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconArrowFork size={13} aria-hidden />}
            onClick={() => {
              void branchRun(exercise, from);
            }}
          >
            <Sentence text={say('Go on from step {step}', { step: whole(from) })} />
          </Button>
        </Tooltip>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconDownload size={13} aria-hidden />}
        onClick={() => {
          row()
            .then(({ saveFilmRow }) => saveFilmRow(frames, { ...recipe, steps: run.step }))
            .catch(showError);
        }}
      >
        {say('Save the strip')}
      </Button>
      <SaveFilm isQuiet />
    </div>
  );
}
