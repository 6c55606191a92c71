import { Popover, SegmentedControl, Text } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { BACKENDS, type BackendInfo } from '../../engine/protocol/protocol';
import { engineStore, switchBackend } from '../../page/network/engine-store';
import { networkStore } from '../../page/network/network-store';
import { ENGINE_NAMES } from '../../panels/engine-names';
import { MeasureAgain } from './MeasureAgain';
import { MeasuredTable } from './MeasuredTable';
import { Sentence } from '../../ui/text/Sentence';
import './engine.css';
import { say } from '../../words/say';

/** What computes here and why; opens to choose another engine, or to measure them all. */
export function EngineChip() {
  const status = useStore(networkStore, (state) => state.status);
  const measuring = useStore(engineStore, (state) => state.measuring !== null);
  const switching = useStore(engineStore, (state) => state.switching);
  const backend = status.kind === 'ready' ? status.backend : null;
  const words = backend
    ? backend.floatBits === 16
      ? say('{engine} · reduced precision', { engine: ENGINE_NAMES[backend.id] })
      : ENGINE_NAMES[backend.id]
    : {
        starting: say('Starting'),
        measuring: say('Measuring'),
        loading: say('Loading'),
        restarting: say('Restarting'),
        silent: say('Not answering'),
        failed: say('Stopped'),
        ready: '',
      }[status.kind];
  return (
    <Popover width={340} position="bottom-end" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="chip"
          aria-label={say('Engine: {engine}. About it.', { engine: words })}
        >
          <IconCpu size={15} aria-hidden />
          <span className="clip chip-words">{words}</span>
          <span className="dot" data-live={status.kind === 'ready' || undefined} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('Engine')}>
        <Text size="sm" fw={600}>
          {say('Everything is computed on this device')}
        </Text>
        <Text size="sm" mt={4}>
          <Sentence
            text={
              backend?.reason ??
              (status.kind === 'restarting'
                ? status.reason
                : status.kind === 'failed'
                  ? status.error.message
                  : say('One moment.'))
            }
          />
        </Text>
        {backend?.renderer && showsGpu(backend) && (
          <Text size="xs" c="dimmed" mt={4} translate="no">
            {backend.renderer}
          </Text>
        )}
        {backend?.floatBits === 16 && (
          <Text size="sm" mt={4}>
            {say('This device computes in half precision: small differences between maps may be its own.')}
          </Text>
        )}
        {backend && <MeasuredTable backend={backend} />}
        <MeasureAgain disabled={!backend} />
        <SegmentedControl
          fullWidth
          size="xs"
          mt="sm"
          aria-label={say('Choose the engine')}
          value={switching ?? (backend?.chosen === 'asked' ? backend.id : 'auto')}
          // A switch that takes long can be taken back.
          disabled={(!backend && switching === null) || measuring}
          data={[
            { value: 'auto', label: say('Auto') },
            ...offered(backend).map((id) => ({ value: id, label: ENGINE_NAMES[id] })),
          ]}
          onChange={(next) => {
            void switchBackend(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** An emulated GPU's name matters only where it is in use. */
function showsGpu({ software, gpus = {} }: BackendInfo): boolean {
  return software || Object.values(gpus).some((gpu) => !gpu.software);
}

/** WebGPU only where this browser has it; WebGL always, for its absence has a remedy that the error tells. */
function offered(backend: BackendInfo | null) {
  return BACKENDS.filter((id) => id !== 'webgpu' || backend?.gpus?.webgpu !== undefined);
}
