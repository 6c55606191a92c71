import { Button, Group, Progress, Text } from '@mantine/core';
import { useStore } from 'zustand';
import { cancelMeasuring, engineStore, measureAgain } from '../../page/network/engine-store';
import { runStore } from '../../page/run/run-store';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** Times every engine there is; shows how far it is, and can be cancelled. */
export function MeasureAgain({ disabled }: { readonly disabled: boolean }) {
  const measuring = useStore(engineStore, (state) => state.measuring);
  const running = useStore(runStore, (state) => state.active !== null);
  if (measuring) {
    const { candidate, done, count } = measuring;
    const words = candidate
      ? say('Measuring {engine}, {done} of {count}', {
          engine: ENGINE_NAMES[candidate],
          done: done + 1,
          count,
        })
      : say('Measuring');
    return (
      <div className="measuring">
        <Text size="xs" role="status">
          <Sentence text={words} />
        </Text>
        <Progress
          size="sm"
          my={6}
          value={candidate ? (100 * (done + 0.5)) / count : 0}
          aria-label={say('Measuring engines')}
        />
        <Button size="compact-xs" variant="default" onClick={cancelMeasuring}>
          {say('Cancel')}
        </Button>
      </div>
    );
  }
  return (
    <Group mt="sm" gap="xs" justify="space-between" wrap="nowrap">
      <Text size="xs" c="dimmed" id="measure-again-help">
        {running ? say('Measuring waits: a run is under way.') : say('Times every engine with this network.')}
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        style={{ flex: 'none' }}
        disabled={disabled || running}
        aria-describedby="measure-again-help"
        onClick={() => {
          void measureAgain();
        }}
      >
        {say('Measure again')}
      </Button>
    </Group>
  );
}
