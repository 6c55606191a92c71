import { Popover, SegmentedControl, Text } from '@mantine/core';
import { IconCpu } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { BACKENDS, type BackendId } from '../engine/protocol';
import { networkStore, switchBackend } from '../stores/network-store';

const NAMES: Readonly<Record<BackendId, string>> = { webgl: 'WebGL', wasm: 'WASM', cpu: 'JavaScript' };

/** What computes here and why; opens to choose another engine. */
export function EngineChip() {
  const status = useStore(networkStore, (state) => state.status);
  const backend = status.kind === 'ready' ? status.backend : null;
  const words = backend
    ? `${NAMES[backend.id]}${backend.floatBits === 16 ? ' · reduced precision' : ''}`
    : {
        starting: 'Starting',
        measuring: 'Measuring',
        loading: 'Loading',
        restarting: 'Restarting',
        failed: 'Stopped',
        ready: '',
      }[status.kind];
  const fastest = Math.min(...Object.values(backend?.measured ?? {}));
  return (
    <Popover width={320} position="bottom-end" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="chip" aria-label={`Engine: ${words}. About it.`}>
          <IconCpu size={15} aria-hidden />
          <span className="clip chip-words">{words}</span>
          <span className="dot" data-live={status.kind === 'ready' || undefined} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600}>
          Everything is computed on this device
        </Text>
        <Text size="sm" mt={4}>
          {backend?.reason ??
            (status.kind === 'restarting'
              ? status.reason
              : status.kind === 'failed'
                ? status.error.message
                : 'One moment.')}
        </Text>
        {backend?.renderer && (
          <Text size="xs" c="dimmed" mt={4}>
            {backend.renderer}
          </Text>
        )}
        {backend?.floatBits === 16 && (
          <Text size="sm" mt={4}>
            This device computes in half precision: small differences between maps may be its own.
          </Text>
        )}
        {backend?.measured && (
          <table className="measured">
            <caption>One gradient step, measured here</caption>
            <tbody>
              {BACKENDS.flatMap((id) => {
                const ms = backend.measured?.[id];
                if (ms === undefined) return [];
                return [
                  <tr key={id}>
                    <th scope="row">{NAMES[id]}</th>
                    <td className="nums">{ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms</td>
                    <td className="nums quiet">
                      {ms === fastest ? 'fastest' : `${(ms / fastest).toFixed(1)}×`}
                    </td>
                  </tr>,
                ];
              })}
            </tbody>
          </table>
        )}
        <SegmentedControl
          fullWidth
          size="xs"
          mt="sm"
          aria-label="Engine"
          value={backend?.chosen === 'asked' ? backend.id : 'auto'}
          disabled={!backend}
          data={[
            { value: 'auto', label: 'Auto' },
            ...BACKENDS.map((id) => ({ value: id, label: NAMES[id] })),
          ]}
          onChange={(next) => {
            void switchBackend(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
