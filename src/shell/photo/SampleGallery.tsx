import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { OPEN_CONTENT, SAMPLE_PHOTOGRAPHS } from '../../page/photo/sample-photographs';
import { SAMPLES } from '../../page/photo/samples';
import { openUrl } from '../../panels/open-files/open-files';
import './samples.css';
import { Said } from '../../ui/text/Said';
import { say } from '../../words/say';
import { shownClass } from '../../words/shown-class';
import { shownPhoto } from '../../words/shown-photo';

/** The button that opens the bundled samples; one press on a sample makes it the picture. Nothing is fetched before. */
export function SampleGallery() {
  const [opened, setOpened] = useState(false);
  const open = (url: string, name: string) => {
    setOpened(false);
    void openUrl(url, name);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="left-start"
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
          {say('Samples')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="samples">
        <h3>{say('Illustrations')}</h3>
        <p className="quiet small">
          {say('Drawn for this lab, one for each class of the bundled networks.')}
        </p>
        <ul className="samples-grid">
          {SAMPLES.map((sample) => (
            <li key={sample.id}>
              <Thumbnail
                url={sample.url}
                caption={shownClass(sample.className)}
                onPick={() => {
                  open(sample.url, sample.name);
                }}
              />
            </li>
          ))}
        </ul>
        <h3>{say('Photographs (public domain)')}</h3>
        <p className="quiet small">
          <Said
            text="Digital images courtesy of the <0>Getty’s Open Content Program</0>."
            parts={[<a key="program" href={OPEN_CONTENT} target="_blank" rel="noreferrer" />]}
          />
        </p>
        <ul className="samples-grid">
          {SAMPLE_PHOTOGRAPHS.map(({ url, title, artist, year, name, source }) => (
            <li key={url}>
              <Thumbnail
                url={url}
                caption={title}
                name={name}
                onPick={() => {
                  open(url, name);
                }}
              />
              <a className="samples-credit" href={source} target="_blank" rel="noreferrer">
                <span translate="no">{shownPhoto(`${artist}, ${year}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ThumbnailProps {
  readonly url: string;
  readonly caption: string;
  /** Where the caption does not say all: what the button is called. */
  readonly name?: string;
  readonly onPick: () => void;
}

function Thumbnail({ url, caption, name, onPick }: ThumbnailProps) {
  return (
    <button type="button" className="samples-pick" aria-label={name} title={name} onClick={onPick}>
      <img src={url} alt="" width={72} height={72} loading="lazy" decoding="async" />
      <span translate="no">{caption}</span>
    </button>
  );
}
