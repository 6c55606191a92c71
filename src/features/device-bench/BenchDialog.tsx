import { Alert, Button, Group, Modal, Progress, ScrollArea, Text } from '@mantine/core';
import { useStore } from 'zustand';
import { CopyButton } from '../../panels/CopyButton';
import { saveFile } from '../../export/picture-png';
import { benchStore, cancelBench, startBench } from './bench-store';
import { benchJson } from './device-bench';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { BenchTable } from './BenchTable';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** Times the loaded networks on every engine of this device. Closing it cancels. */
export function BenchDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { rows, progress, error } = useStore(benchStore);
  const running = useStore(runStore, (state) => state.active !== null);
  const ready = useStore(networkStore, (state) => state.info !== null);
  const close = (): void => {
    cancelBench();
    onClose();
  };
  return (
    <Modal.Root opened={opened} onClose={close} centered size="xl">
      <Modal.Overlay />
      <Modal.Content>
        {/* A header of the dialog, not of the page. */}
        <Modal.Header role="none">
          <Modal.Title>{say('Benchmark this device')}</Modal.Title>
          <Modal.CloseButton />
        </Modal.Header>
        <Modal.Body>
          <Text size="sm">
            {say(
              'Times the loaded networks on every engine there is: the class scores of a picture, a saliency map of one gradient, and the steps a second of the three exercises; and tests that they all compute the same gradient. It takes a minute or a few, and leaves the engine as it was.',
            )}
          </Text>
          {progress ? (
            <div className="measuring">
              <Text size="sm" role="status">
                <Sentence
                  text={say('{title} on {engine}', {
                    title: progress.title,
                    engine: ENGINE_NAMES[progress.backend],
                  })}
                  names={[progress.title]}
                />
              </Text>
              <Progress size="sm" my={8} value={100 * progress.fraction} aria-label={say('Benchmark')} />
              <Button size="xs" variant="default" onClick={cancelBench}>
                {say('Cancel')}
              </Button>
            </div>
          ) : (
            <Group mt="md">
              <Button
                size="xs"
                disabled={!ready || running}
                onClick={() => {
                  void startBench();
                }}
              >
                {rows.length > 0 ? say('Run again') : say('Run')}
              </Button>
              {running && (
                <Text size="xs" c="dimmed">
                  {say('Waits: a run is under way.')}
                </Text>
              )}
            </Group>
          )}
          {error && (
            <Alert color="red" mt="md" title={<Sentence text={error.message} />}>
              <Sentence text={error.nextStep} />
            </Alert>
          )}
          {rows.length > 0 && (
            <>
              {/* Wide for a phone: it scrolls by itself, with the keyboard too. */}
              <ScrollArea
                type="auto"
                offsetScrollbars="x"
                viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': say('Results') }}
              >
                <BenchTable rows={rows} />
              </ScrollArea>
              <Group mt="md" gap="xs">
                <CopyButton value={benchJson(rows, thisDevice())}>
                  {({ copied, copy }) => (
                    <Button size="xs" variant="default" onClick={copy}>
                      {copied ? say('Copied') : say('Copy as JSON')}
                    </Button>
                  )}
                </CopyButton>
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    const blob = new Blob([benchJson(rows, thisDevice())], { type: 'application/json' });
                    saveFile(blob, 'lucarne-benchmark.json');
                  }}
                >
                  {say('Download JSON')}
                </Button>
              </Group>
            </>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function thisDevice() {
  const { userAgent, hardwareConcurrency } = navigator;
  return { userAgent, hardwareConcurrency, crossOriginIsolated };
}
