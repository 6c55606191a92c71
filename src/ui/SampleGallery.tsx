import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { SAMPLES, type Sample } from '../stores/samples';
import { openUrl } from './intake';

/** The button that opens the bundled drawings; one press on a drawing makes it the picture. Nothing is fetched before. */
export function SampleGallery() {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      width={388}
      // Beside its button on a desk; where there is no room for that, over it, but never out of the window.
      middlewares={{ flip: false, shift: { padding: 8, crossAxis: true } }}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setOpened(!opened);
          }}
        >
          Samples
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="samples">
        <h3>Illustrations</h3>
        <p className="quiet small">Drawn for this lab, one for each class of the bundled networks.</p>
        <ul className="samples-grid">
          {SAMPLES.map((sample) => (
            <li key={sample.id}>
              <Thumbnail
                sample={sample}
                onPick={() => {
                  setOpened(false);
                  void openUrl(sample.url, sample.name);
                }}
              />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Thumbnail({ sample, onPick }: { readonly sample: Sample; readonly onPick: () => void }) {
  return (
    <button type="button" className="samples-pick" onClick={onPick}>
      <img src={sample.url} alt="" width={72} height={72} loading="lazy" decoding="async" />
      <span>{sample.className}</span>
    </button>
  );
}
