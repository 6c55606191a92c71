import { Button, Kbd, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { lateDialog } from '../../panels/boundary/late-dialog';
import './engine.css';
import type { PlainMessage, Words } from '../../words/message';
import { Said } from '../../ui/text/Said';
import { phrase, say, sayWords } from '../../words/say';

const BenchDialog = lateDialog(
  phrase('Benchmark this device'),
  async () => (await import('../../features/device-bench/BenchDialog')).BenchDialog,
);

const KEYS: readonly (readonly [key: Words, does: PlainMessage])[] = [
  [phrase('Space'), 'run, pause, resume'],
  ['.', 'one step'],
  ['S', 'stop and keep'],
  [phrase('Esc'), 'cancel'],
  ['1 2 3', 'the three exercises'],
  ['Ctrl V', 'paste a picture'],
];

/** What the page is, what stays private, and its keys. */
export function AboutDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [bench, setBench] = useState(false);
  return (
    <>
      <Modal
        opened={opened}
        onClose={onClose}
        title={say('A small window into a network')}
        centered
        size="lg"
      >
        <Text size="sm">
          <Said
            text="A <0>lucarne</0> is a dormer window. This one looks into a convolutional network: the kind of program that reads a photo and answers <1>“quail, 62 %”</1>. Drop a photo anywhere. Everything is computed on your device; no picture ever leaves the page."
            parts={[<i key="word" />, <span key="answer" translate="no" />]}
          />
        </Text>
        <dl className="about">
          <dt>{say('Saliency')}</dt>
          <dd>
            {say(
              'Where would a small change of a pixel move the score most? The map is the gradient of one class score: a straight-line picture of a curved thing.',
            )}
          </dd>
          <dt>{say('Fooling')}</dt>
          <dd>
            {say(
              'Follow that gradient towards a wrong class, and the network changes its mind long before you see any change.',
            )}
          </dd>
          <dt>{say('Class visualisation')}</dt>
          <dd>
            {say(
              'Start from noise, or from your photo, and climb: what appears is what the network looks for.',
            )}
          </dd>
        </dl>
        <table className="keys">
          <caption>{say('Keys')}</caption>
          <tbody>
            {KEYS.map(([key, does]) => (
              <tr key={does}>
                <th scope="row">
                  <Kbd size="xs" translate="no">
                    {sayWords(key)}
                  </Kbd>
                </th>
                <td>{say(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button
          size="xs"
          variant="default"
          mt="md"
          onClick={() => {
            onClose();
            setBench(true);
          }}
        >
          {say('Benchmark this device…')}
        </Button>
      </Modal>
      <BenchDialog opened={bench} onClose={() => setBench(false)} />
    </>
  );
}
