import { Button, Group, Modal } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { isAbort } from '../../../core/records/abort';
import { asLabError } from '../../../page/as-lab-error';
import { openFiles } from '../../../panels/open-files/open-files';
import { closeCamera, openCamera } from '../../../photo/camera';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayWords } from '../../../words/say';
import './camera.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Shows what the camera sees, and takes a photo of it. The camera is on only while this is open. */
export function CameraDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={say('A photo from the camera')} centered>
      {opened && <Camera onClose={onClose} />}
    </Modal>
  );
}

let taken = 0;

function Camera({ onClose }: Pick<Props, 'onClose'>) {
  const video = useRef<HTMLVideoElement>(null);
  const [ready, setReady] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    let stream: MediaStream | null = null;
    openCamera(stop.signal).then(
      (opened) => {
        stream = opened;
        if (video.current) video.current.srcObject = opened;
      },
      (thrown: unknown) => {
        if (!isAbort(thrown)) setFault(thrown);
      },
    );
    return () => {
      stop.abort();
      if (stream) closeCamera(stream);
    };
  }, []);
  const take = async (): Promise<void> => {
    const seen = video.current;
    if (!seen) return;
    const photo = await photoOf(seen, say('Camera photo {number}', { number: ++taken }));
    onClose();
    await openFiles([photo]);
  };
  const error = fault === null ? null : asLabError(fault);
  return (
    <>
      {error ? (
        <p className="wrong" role="alert">
          <Sentence text={`${sayWords(error.message)} ${sayWords(error.nextStep)}`} />
        </p>
      ) : (
        <div className="camera mat">
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            aria-label={say('What the camera sees')}
            onLoadedData={() => {
              setReady(true);
            }}
          />
        </div>
      )}
      {!error && (
        <p className="quiet small" role="status">
          {ready
            ? say('It stays in this browser, as all photos do.')
            : say('Waiting for the camera: the browser may ask you first.')}
        </p>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {error ? say('Close') : say('Cancel')}
        </Button>
        {!error && (
          <Button
            className="primary"
            data-autofocus
            disabled={!ready}
            leftSection={<IconCamera size={17} aria-hidden />}
            onClick={() => {
              take().catch(setFault);
            }}
          >
            {say('Take the photo')}
          </Button>
        )}
      </Group>
    </>
  );
}

/** What a video shows now, pixel for pixel, as a file. */
async function photoOf(video: HTMLVideoElement, name: string): Promise<File> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${name}.png`, { type: 'image/png' });
}
