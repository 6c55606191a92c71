import { Button, FileButton } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { Effort } from '../../../methods/catalog/auto-attack';
import { networkStore } from '../../../page/network/network-store';
import { openPictures } from '../../../panels/open-files/open-pictures';
import { showError } from '../../../panels/notices';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { boardNetworks } from '../store/board-request';
import { boardStore } from '../store/board-store';
import { EFFORT, EPSILON, type PhotoSet, PHOTOS } from '../store/robustness-params';
import { say } from '../../../words/say';

/** What is measured: which photos, on which networks, within which change, and how hard. */
export function BoardTools() {
  const { photos, epsilon, effort } = useStore(boardStore);
  return (
    <div className="board-tools">
      <Networks />
      <div className="board-photos">
        <ParamControl
          param={PHOTOS}
          value={photos}
          onChange={(next) => {
            boardStore.setState({ photos: next as PhotoSet });
          }}
        />
        <AddPhotos />
      </div>
      <ParamControl
        param={EPSILON}
        value={epsilon}
        onChange={(next) => {
          boardStore.setState({ epsilon: Number(next) });
        }}
      />
      <ParamControl
        param={EFFORT}
        value={effort}
        onChange={(next) => {
          boardStore.setState({ effort: next as Effort });
        }}
      />
    </div>
  );
}

/** The networks that are here already: what is a download away is fetched where the networks are. */
function Networks() {
  const id = useId();
  const rows = useStore(networkStore, (state) => state.rows);
  const state = useStore(boardStore);
  const chosen = boardNetworks(state);
  const ready = rows.filter(({ origin }) => origin !== 'zoo');
  return (
    <div className="control">
      <div className="control-head">
        <span id={id} className="control-label">
          {say('Networks')}
        </span>
      </div>
      <div className="pills" role="group" aria-labelledby={id}>
        {ready.map((row) => (
          <Button
            key={row.id}
            size="compact-sm"
            radius="xl"
            variant={chosen.includes(row.id) ? 'filled' : 'default'}
            color="gray"
            aria-pressed={chosen.includes(row.id)}
            {...{ translate: 'no' }}
            onClick={() => {
              const wanted = ready
                .map((other) => other.id)
                .filter((other) => chosen.includes(other) !== (other === row.id));
              boardStore.setState({ networks: wanted });
            }}
          >
            {row.title}
          </Button>
        ))}
      </div>
    </div>
  );
}

function AddPhotos() {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept="image/*"
      multiple
      resetRef={reset}
      onChange={(files) => {
        openPictures(files).catch(showError);
        // The same files can be chosen again.
        reset.current?.();
      }}
    >
      {(props) => (
        <Button {...props} variant="default" size="xs" leftSection={<IconPhotoPlus size={15} aria-hidden />}>
          {say('Add photos')}
        </Button>
      )}
    </FileButton>
  );
}
