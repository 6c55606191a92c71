import { Button, CloseButton } from '@mantine/core';
import { useStore } from 'zustand';
import type { NetworkRow } from '../../engine/protocol/protocol';
import { downloadStore } from '../../page/network/download-store';
import { networkStore } from '../../page/network/network-store';
import { dropWish, networkWish } from '../../page/network/network-wish';
import { EXERCISES } from '../../page/settings/settings-schema';
import { settingsStore } from '../../page/settings/settings-store';
import { chooseNetwork } from '../../panels/network/choose-network';
import { downloadSize } from '../../panels/network/network-words';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** What a link asks for and this browser does not have: proposed with its size and where it comes from, while another network is used. */
export function NetworkWish() {
  const wish = useStore(networkWish, (state) => state.wish);
  const rows = useStore(networkStore, (state) => state.rows);
  const info = useStore(networkStore, (state) => state.info);
  const targets = useStore(settingsStore, (state) => state.targets);
  const download = useStore(downloadStore, (state) => (wish ? state[wish.id] : undefined));
  if (!wish) return null;
  const row = rows.find(({ id }) => id === wish.id);
  const waits = EXERCISES.some((exercise) => wish.targets[exercise] !== null && targets[exercise] === null);
  return (
    <div className="wish" role="status">
      <p>
        <Sentence
          text={
            row
              ? proposal(row)
              : say('The address names the network “{id}”, which is not here.', { id: wish.id })
          }
          names={[row?.title, wish.id]}
        />{' '}
        <Sentence
          names={[info?.title]}
          text={
            info
              ? row
                ? say('{title} is used meanwhile.', { title: info.title })
                : say('{title} is used meanwhile. To use the named one, drop its file on the page.', {
                    title: info.title,
                  })
              : ''
          }
        />{' '}
        <span>{info && waits ? say('The link’s class is not among its classes, and waits.') : ''}</span>
      </p>
      {row?.origin === 'zoo' && download?.phase !== 'under-way' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            chooseNetwork(row);
          }}
        >
          {say('Download')}
        </Button>
      )}
      <CloseButton size="sm" aria-label={say('Do without this network')} onClick={dropWish} />
    </div>
  );
}

function proposal({ title, bytes: size, zoo }: NetworkRow): string {
  const [source] = zoo?.sources ?? [];
  const from = source === undefined ? null : new URL(source).host;
  if (size === undefined) return say('This link uses {title}, which is not in this browser yet.', { title });
  const much = downloadSize(size, zoo);
  return from === null
    ? say('This link uses {title}, which is not in this browser yet: {much}.', { title, much })
    : say('This link uses {title}, which is not in this browser yet: {much} from {from}.', {
        title,
        much,
        from,
      });
}
