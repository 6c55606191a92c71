import { Button, Tooltip } from '@mantine/core';
import { IconArrowFork, IconPhotoMinus, IconPhotoPlus } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Frame } from '../../core/records/frame';
import type { Exercise } from '../../methods/catalog/params';
import { branchPoint } from '../../page/run/branch-point';
import { branchRun } from '../../page/run/branch-run';
import { holdFrame } from '../../page/run/held-frame';
import { runStore } from '../../page/run/run-store';
import { settingsStore } from '../../page/settings/settings-store';
import { SaveFilm } from '../../panels/film/SaveFilm';
import { chooseFrame, chosenFrames, chosenFramesStore } from './figure-frames';
import { Sentence } from '../../ui/text/Sentence';
import { whole } from '../../words/number';
import { say } from '../../words/say';

interface Props {
  readonly exercise: Exercise;
  /** What the strip has. */
  readonly frames: readonly Frame[];
  readonly held: Frame | null;
}

/** What can be done with the frames of the strip: going on from one in another way, choosing those of the figure, and a film of them. */
export function FilmActions({ exercise, frames, held }: Props) {
  const run = useStore(runStore, (state) => state[exercise]);
  const settings = useStore(settingsStore);
  const from = branchPoint(exercise, run, held, settings);
  const chosen = useChosenFrames();
  const isChosen = held !== null && chosen.includes(held);
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
      {held && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={
            isChosen ? <IconPhotoMinus size={13} aria-hidden /> : <IconPhotoPlus size={13} aria-hidden />
          }
          onClick={() => {
            chooseFrame(held);
          }}
        >
          {isChosen ? say('Take it out of the figure') : say('Put it in the figure')}
        </Button>
      )}
      {chosen.length > 0 && (
        <Sentence
          text={say('{count, plural, one {# frame} other {# frames}} chosen for the figure.', {
            count: chosen.length,
          })}
        />
      )}
      <SaveFilm isQuiet />
    </div>
  );
}

/** The frames chosen for the figure; none again as soon as another run begins. */
function useChosenFrames(): readonly Frame[] {
  useStore(chosenFramesStore);
  return chosenFrames();
}
