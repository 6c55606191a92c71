import { Button, CloseButton } from '@mantine/core';
import { useStore } from 'zustand';
import { openImage } from '../../page/photo/image-store';
import { restoredStore, type Restored } from '../../page/run/restore-run';
import { readSentence } from '../../panels/run/read-words';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import './restored.css';
import { say } from '../../words/say';

/** What came back with a picture saved here, and that picture as a photo: it stays until it is closed. */
export function RestoredNote() {
  const last = useStore(restoredStore, (state) => state.last);
  return (
    <div role="status">
      {last && (
        <div className="note restored">
          <p>
            <b>
              {last.restored.isView
                ? say('The settings in this file are back')
                : say('The run in this file is back')}
            </b>
          </p>
          <CloseButton
            size="sm"
            aria-label={say('Close the note on the run that is back')}
            onClick={() => {
              restoredStore.setState({ last: null });
            }}
          />
          <p className="clip quiet" title={last.file.name} translate="no">
            {last.file.name}
          </p>
          {linesOf(last.restored).map((line) => (
            <p key={line}>
              <Sentence text={line} names={last.restored.classification?.top.map((row) => row.name) ?? []} />
            </p>
          ))}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              openImage(last.file, last.file.name).catch(showError);
            }}
          >
            {say('Use this picture as the photo')}
          </Button>
        </div>
      )}
    </div>
  );
}

function linesOf({
  classification,
  networkMissing,
  weightsDiffer,
  inputMissing,
}: Restored): readonly string[] {
  return [
    networkMissing
      ? say('It was made with {network}, which is not here: the present network is used.', {
          network: networkMissing,
        })
      : null,
    weightsDiffer && !networkMissing
      ? say('The network here has other weights than the one it was made with, so the numbers will differ.')
      : null,
    inputMissing ? say('The file holds no copy of the photo: drop the photo too, to run on it.') : null,
    classification &&
      readSentence(classification.top, classification.kind, say('The saved picture itself is read as')),
  ].filter((line) => line !== null);
}
