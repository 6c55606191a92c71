import { Button, TextInput } from '@mantine/core';
import { useFileDialog } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { cancelLoading, networkStore } from '../../../page/network/network-store';
import { openFiles, openNetworkAddress } from '../../../panels/open-files/open-files';
import { ArrivalProgress } from '../ArrivalProgress';
import { ExportRecipes } from './ExportRecipes';
import { OWN } from '../../../page/network/networks-view';
import { NETWORK_FILES } from '../../../panels/network/network-files';
import { Said } from '../../../ui/text/Said';
import { say } from '../../../words/say';

/** How to bring a network of one's own: files, or an address. */
export function OwnNetworkPanel({
  wanted,
  recipes,
}: {
  readonly wanted: boolean;
  readonly recipes: boolean;
}) {
  const loading = useStore(networkStore, (state) => (state.loading?.id === null ? state.loading : null));
  const [address, setAddress] = useState('');
  const files = useFileDialog({
    accept: NETWORK_FILES,
    multiple: true,
    resetOnOpen: true,
    onChange: (chosen) => {
      void openFiles([...(chosen ?? [])]);
    },
  });
  return (
    <li className="net own" data-network={OWN}>
      <p className="net-wide">
        <Said
          text="Any image classifier: an <0>.onnx</0> file, Keras’s <1>.keras</1> or <2>.h5</2>, a TensorFlow.js <3>model.json</3> with its <4>.bin</4> files, or a ZIP of any of these. Drop it anywhere on the page, with a list of its classes where there is one; it never leaves this device."
          parts={[1, 2, 3, 4, 5].map((part) => (
            <b key={part} translate="no" />
          ))}
        />
      </p>
      <ExportRecipes open={recipes} />
      <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={files.open}>
        {say('Open a file…')}
      </Button>
      <form
        className="own-address"
        onSubmit={(event) => {
          event.preventDefault();
          void openNetworkAddress(address);
        }}
      >
        <TextInput
          data-first
          data-autofocus={wanted || undefined}
          type="url"
          required
          aria-label={say('Address of a network')}
          placeholder={say('{address}, {first} or {second}', {
            address: 'https://…/model.json',
            first: '.onnx',
            second: '.keras',
          })}
          value={address}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default">
          {say('Open')}
        </Button>
      </form>
      {loading && (
        <ArrivalProgress title={loading.title} progress={loading.progress} onCancel={cancelLoading} />
      )}
    </li>
  );
}
