import { Loader, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { CamLayerInfo } from '../../engine/protocol/protocol';
import type { LayerThumbnails } from '../../engine/protocol/layer-thumbnails';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import { ChannelGrid } from './ChannelGrid';
import { layerMapStore, openLayer } from './layer-map-store';
import { ThumbnailCanvas } from './ThumbnailCanvas';
import { say } from '../../words/say';

interface LayerRowProps {
  readonly info: CamLayerInfo;
  readonly layer: LayerThumbnails;
}

/** A layer: its name and grid, its mean and its most excited channels; a press opens all of them. */
export function LayerRow({ info: { title, size, channels: count }, layer }: LayerRowProps) {
  const isOpen = useStore(layerMapStore, ({ open }) => open === layer.layer);
  const channels = useStore(layerMapStore, (state) => (isOpen ? state.channels : null));
  const [first, ...others] = layer.thumbnails;
  const grid =
    size && count !== null
      ? say('{count, plural, one {# channel} other {# channels}} of {width} × {height}', {
          count,
          width: size[1],
          height: size[0],
        })
      : '';
  return (
    <li className="layer">
      <UnstyledButton
        className="layer-head"
        aria-expanded={isOpen}
        onClick={() => {
          openLayer(layer.layer).catch(showError);
        }}
      >
        <IconChevronDown size={14} aria-hidden data-open={isOpen || undefined} />
        <span className="layer-name">
          <b translate="no">{title}</b>
          <Sentence text={grid} />
        </span>
        <span className="layer-thumbnails" aria-hidden>
          {first && <ThumbnailCanvas of={first} width={layer.width} height={layer.height} />}
          <span className="layer-rule" />
          {others.map((thumbnail) => (
            <ThumbnailCanvas
              key={thumbnail.channel}
              of={thumbnail}
              width={layer.width}
              height={layer.height}
            />
          ))}
        </span>
      </UnstyledButton>
      {isOpen &&
        (channels ? (
          <ChannelGrid channels={channels} title={title} />
        ) : (
          <Loader size="sm" aria-label={say('Channels on their way')} />
        ))}
    </li>
  );
}
