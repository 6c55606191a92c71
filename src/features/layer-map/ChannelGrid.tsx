import { UnstyledButton } from '@mantine/core';
import type { LayerThumbnails } from '../../engine/protocol/layer-thumbnails';
import { short } from '../../ui/numbers/numbers';
import { raiseChannel } from './layer-map-store';
import { ThumbnailCanvas } from './ThumbnailCanvas';
import { say } from '../../words/say';

/** All channels of a layer; a press makes one of them what the visualisation raises. */
export function ChannelGrid({
  channels,
  title,
}: {
  readonly channels: LayerThumbnails;
  readonly title: string;
}) {
  return (
    <ul className="channel-grid" aria-label={say('Channels of {title}', { title })}>
      {channels.thumbnails.map((thumbnail) => {
        const channel = thumbnail.channel ?? 0;
        const words = say('Channel {channel}, mean activation {mean}: visualise it', {
          channel,
          mean: short(thumbnail.mean),
        });
        return (
          <li key={channel}>
            <UnstyledButton
              className="channel"
              aria-label={words}
              title={words}
              onClick={() => {
                raiseChannel(channels.layer, channel);
              }}
            >
              <ThumbnailCanvas of={thumbnail} width={channels.width} height={channels.height} />
              <span className="nums" translate="no">
                {channel}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
