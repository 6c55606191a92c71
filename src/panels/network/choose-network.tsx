import { Button } from '@mantine/core';
import { LabError } from '../../core/records/lab-error';
import type { NetworkRow } from '../../engine/protocol/protocol';
import type { WeightType } from '../../networks/storage/stored-weight';
import { startDownload } from '../../page/network/download-store';
import { openNetwork, SMALL_DOWNLOAD } from '../../page/network/network-store';
import { showNotice, showError } from '../notices';
import { networksView, showNetworks } from '../../page/network/networks-view';
import { say } from '../../words/say';

/** Uses a network; one that is still to be downloaded is fetched at once where small, else the dialog says first what it takes. */
export function chooseNetwork(row: NetworkRow): void {
  if (row.origin !== 'zoo') void openNetwork({ id: row.id }, row.title);
  else if ((row.bytes ?? 0) <= SMALL_DOWNLOAD) void beginDownload(row);
  else showNetworks(row.id);
}

/** Downloads a published network, and says how it ended where that is not on screen already. */
export async function beginDownload(row: NetworkRow, weights?: WeightType): Promise<void> {
  const end = await startDownload(row, weights);
  if (end?.kind === 'ready') {
    const hide = showNotice(
      say('{network} is ready', { network: row.title }),
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          hide();
          void openNetwork({ id: row.id }, row.title);
        }}
      >
        {say('Use it')}
      </Button>,
      [row.title],
    );
  }
  if (end?.kind === 'failed' && networksView.getState().view.kind !== 'list')
    showError(LabError.fromData(end.error));
}
