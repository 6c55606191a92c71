import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { NetworkRow } from '../../engine/protocol/protocol';
import type { WeightType } from '../../networks/storage/stored-weight';
import type { ZooEntry } from '../../networks/download/zoo';
import { cancelDownload, downloadStore } from '../../page/network/download-store';
import { keptNetworksStore } from '../../page/network/kept-networks-store';
import { cancelLoading, networkStore } from '../../page/network/network-store';
import { bytes, bytesOf, sides } from '../../ui/numbers/numbers';
import { ArrivalProgress } from './ArrivalProgress';
import { beginDownload } from '../../panels/network/choose-network';
import { Facts } from './Facts';
import { Failure } from './Failure';
import {
  downloadSize,
  fingerprintWords,
  isSmallDevice,
  memoryWarning,
  roomWarning,
  WEIGHT_WORDS,
} from '../../panels/network/network-words';
import { Sentence } from '../../ui/text/Sentence';
import { say, sayOwn, sayPhrase } from '../../words/say';

interface PublishedNetworkProps {
  readonly row: NetworkRow;
  readonly zoo: ZooEntry;
  /** Whether the dialog was opened for this one: its button has the focus. */
  readonly wanted: boolean;
}

/** A network one click away: what it is, what it takes, how to keep it; then its download. */
export function PublishedNetwork({ row, zoo, wanted }: PublishedNetworkProps) {
  const download = useStore(downloadStore, (state) => state[row.id]);
  const opening = useStore(networkStore, (state) => (state.loading?.id === row.id ? state.loading : null));
  const room = useStore(keptNetworksStore, (state) => state.room);
  const [first] = zoo.choices;
  const [weights, setWeights] = useState<WeightType | undefined>(download?.weights ?? first?.weights);
  const choice = zoo.choices.find((entry) => entry.weights === weights) ?? first;
  const coming = opening ?? (download?.phase === 'under-way' ? download : null);
  const item = useRef<HTMLLIElement>(null);
  const pressed = useRef(false);
  const isComing = coming !== null;
  // The button pressed gives way to another, which takes the focus and must be in sight.
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    item.current?.querySelector<HTMLElement>(isComing ? '.arrival button' : '[data-first]')?.focus();
    item.current?.scrollIntoView({ block: 'nearest' });
  }, [isComing]);
  if (!choice) return null;
  const size = downloadSize(zoo.bytes, zoo);
  const warnings = [
    memoryWarning(zoo.memory, isSmallDevice()),
    roomWarning(zoo.bytes, choice.bytes, room),
  ].filter((words) => words !== null);
  const begin = (): void => {
    pressed.current = true;
    void beginDownload(row, zoo.choices.length > 1 ? choice.weights : undefined);
  };
  const stoppedAt = download?.phase === 'stopped' ? download.progress : null;
  return (
    <li className="net" data-network={row.id} ref={item}>
      <div className="net-words">
        <p className="net-title" translate="no">
          {row.title}
        </p>
        <p>
          <Sentence text={sayOwn(zoo.about)} />
        </p>
        <Facts
          facts={[
            say('{size} pixels', { size: sides(zoo.size) }),
            zoo.licence,
            say('{size} to download', { size }),
            say('{size} kept', { size: bytes(choice.bytes) }),
          ]}
        />
      </div>
      {!coming && (
        <div className="net-actions">
          <Button
            data-first
            data-autofocus={wanted || undefined}
            size="sm"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            aria-label={
              download?.phase === 'stopped'
                ? say('Go on downloading {title}', { title: row.title })
                : say('Download {title}', { title: row.title })
            }
            onClick={begin}
          >
            {download?.phase === 'stopped' ? say('Go on') : say('Download')}
          </Button>
        </div>
      )}
      {zoo.choices.length > 1 && !coming && (
        <div className="net-choice">
          <SegmentedControl
            size="xs"
            aria-label={say('How to keep {title}', { title: row.title })}
            value={choice.weights}
            onChange={setWeights}
            data={zoo.choices.map((entry) => ({
              value: entry.weights,
              label: (
                <Sentence
                  text={say('{choice}: {size}', {
                    choice: WEIGHT_WORDS[entry.weights].short,
                    size: bytes(entry.bytes),
                  })}
                />
              ),
            }))}
          />
          <p className="small">
            <Sentence text={sayPhrase(WEIGHT_WORDS[choice.weights].about)} />{' '}
            {choice.effect && <Sentence text={sayOwn(choice.effect)} />}
          </p>
        </div>
      )}
      {!coming && (
        <p className="quiet small net-wide">
          <Sentence
            text={
              stoppedAt?.bytes !== undefined && stoppedAt.totalBytes !== undefined
                ? say('Stopped at {progress}. What has come is kept; it goes on from there.', {
                    progress: bytesOf(stoppedAt.bytes, stoppedAt.totalBytes),
                  })
                : fingerprintWords(zoo)
            }
          />
        </p>
      )}
      {!coming &&
        warnings.map((words) => (
          <p key={words} className="note net-wide">
            <Sentence text={words} />
          </p>
        ))}
      {coming && (
        <ArrivalProgress
          title={row.title}
          progress={coming.progress}
          hint={say('What has come is kept; it goes on from there.')}
          onCancel={() => {
            pressed.current = true;
            if (opening) cancelLoading();
            else cancelDownload(row.id);
          }}
        />
      )}
      {download?.error && <Failure error={download.error} onRetry={begin} />}
    </li>
  );
}
