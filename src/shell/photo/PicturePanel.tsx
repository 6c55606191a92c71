import { ActionIcon, Button, FileButton, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconClipboard, IconDots, IconLink, IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { putBytes } from '../../canvas/picture-bytes';
import { imageStore } from '../../page/photo/image-store';
import { CameraButton } from './camera/CameraButton';
import { DrawControl } from './DrawControl';
import { FitControl } from './FitControl';
import { fittingLine } from '../../panels/picture/fit-words';
import { NETWORK_FILES } from '../../panels/network/network-files';
import { openFiles, pasteFromClipboard } from '../../panels/open-files/open-files';
import { PhotoNotes } from './PhotoNotes';
import { LateTray } from './tray/LateTray';
import { RestoredNote } from './RestoredNote';
import { SampleGallery } from './SampleGallery';
import { Sentence } from '../../ui/text/Sentence';
import './photo.css';
import { lateDialog } from '../../panels/boundary/late-dialog';
import { phrase, say } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';
import { LateMenu } from '../../panels/boundary/LateMenu';

const UrlDialog = lateDialog(
  phrase('Picture from an address'),
  async () => (await import('./UrlDialog')).UrlDialog,
);
const CameraDialog = lateDialog(
  phrase('A photo from the camera'),
  async () => (await import('./camera/CameraDialog')).CameraDialog,
);

/** The photo: drop, paste, pick, or a sample; and how it is fitted to the network's square. */
export function PicturePanel() {
  const photo = useStore(imageStore, (state) => state.photo);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const fittedAs = useStore(imageStore, (state) => state.fittedAs);
  const [askingUrl, setAskingUrl] = useState(false);
  const [atCamera, setAtCamera] = useState(false);
  // A phone has a program of its own for its camera.
  const hasOwnCamera = useMediaQuery('(pointer: coarse)');
  const canvas = useRef<HTMLCanvasElement>(null);
  const resetFiles = useRef<() => void>(null);
  useEffect(() => {
    if (canvas.current && fitted) putBytes(canvas.current, fitted);
  }, [fitted]);

  return (
    <section className="panel picture-panel" aria-labelledby="picture-title">
      <VisuallyHidden component="h2" id="picture-title">
        {say('Picture')}
      </VisuallyHidden>
      <div className="photo-head">
        <div className="thumb mat" data-empty={!fitted || undefined}>
          {fitted ? (
            <div
              className="canvas"
              role="img"
              aria-label={
                photo
                  ? say('{name}, as the network sees it', { name: shownPhoto(photo.name) })
                  : say('The picture, as the network sees it')
              }
            >
              <canvas ref={canvas} />
            </div>
          ) : (
            <IconPhoto size={28} stroke={1.4} aria-hidden />
          )}
        </div>
        {photo ? (
          <p className="photo-line">
            <span className="clip" title={shownPhoto(photo.name)} translate="no">
              {shownPhoto(photo.name)}
            </span>
            <span className="quiet nums" translate="no">{`${photo.width} × ${photo.height}`}</span>
          </p>
        ) : (
          <p className="quiet small">{say('Drop a photo anywhere')}</p>
        )}
        <div className="row">
          <FileButton
            accept={`image/*,${NETWORK_FILES}`}
            multiple
            resetRef={resetFiles}
            onChange={(files) => {
              void openFiles(files);
              // The same file can be chosen again.
              resetFiles.current?.();
            }}
          >
            {(props) => (
              <Button {...props} variant="default" size="xs">
                {say('Open')}
              </Button>
            )}
          </FileButton>
          <SampleGallery />
          {hasOwnCamera && <CameraButton />}
          <LateMenu
            position="bottom-end"
            shadow="md"
            withinPortal
            target={
              <ActionIcon
                className="samples-more"
                variant="default"
                aria-label={say('More ways to open a picture')}
              >
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            }
          >
            {(Menu) => (
              <>
                {!hasOwnCamera && (
                  <Menu.Item
                    leftSection={<IconCamera size={15} aria-hidden />}
                    onClick={() => {
                      setAtCamera(true);
                    }}
                  >
                    {say('Take a photo')}
                  </Menu.Item>
                )}
                <Menu.Item
                  leftSection={<IconClipboard size={15} aria-hidden />}
                  onClick={() => {
                    void pasteFromClipboard();
                  }}
                >
                  {say('Paste from the clipboard')}
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconLink size={15} aria-hidden />}
                  onClick={() => {
                    setAskingUrl(true);
                  }}
                >
                  {say('From an address')}
                </Menu.Item>
              </>
            )}
          </LateMenu>
        </div>
      </div>
      {photo && fitted && fittedAs && (
        <p
          className="quiet small nums photo-fit"
          title={fittingLine(photo, [fitted.height, fitted.width], fittedAs)}
        >
          <Sentence text={fittingLine(photo, [fitted.height, fitted.width], fittedAs)} />
        </p>
      )}
      {photo && <PhotoNotes photo={photo} />}
      <LateTray />
      <RestoredNote />
      <DrawControl />
      <FitControl />
      <CameraDialog
        opened={atCamera}
        onClose={() => {
          setAtCamera(false);
        }}
      />
      <UrlDialog
        opened={askingUrl}
        onClose={() => {
          setAskingUrl(false);
        }}
      />
    </section>
  );
}
