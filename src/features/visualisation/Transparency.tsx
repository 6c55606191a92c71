import { Button, Switch } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { putBytes } from '../../canvas/picture-bytes';
import type { Frame } from '../../core/records/frame';
import { fileNameOf } from '../../export/file-name';
import { plainPng, saveFile } from '../../export/picture-png';
import { recipeCaption } from '../../export/recipe-words';
import { channels, runStore } from '../../page/run/run-store';
import { showError } from '../../panels/notices';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { fadedPicture } from './faded-picture';
import { say } from '../../words/say';

/** The frame on the stage, where it tells how much of it the network has cared for. */
export function useOpacity(): Frame | null {
  const held = useHeldFrame('visualization');
  const [latest, setLatest] = useState<Frame | null>(null);
  useEffect(
    () =>
      channels.visualization.subscribe((frame) => {
        setLatest(frame?.opacity ? frame : null);
      }),
    [],
  );
  const frame = held ?? latest;
  return frame?.opacity ? frame : null;
}

/** Lies over the picture, in the mat's grey where the network cared for nothing. */
export function FadedPicture({ frame }: { readonly frame: Frame }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = fadedPicture(frame);
    if (canvas.current && picture) putBytes(canvas.current, picture);
  }, [frame]);
  return (
    <div className="canvas faded" aria-hidden>
      <canvas ref={canvas} width={1} height={1} />
    </div>
  );
}

interface TransparencyBarProps {
  readonly frame: Frame;
  readonly isFaded: boolean;
  readonly onFade: (isFaded: boolean) => void;
}

/** Fades what the network never cared for, and saves the picture so. */
export function TransparencyBar({ frame, isFaded, onFade }: TransparencyBarProps) {
  const save = async (): Promise<void> => {
    const picture = fadedPicture(frame);
    const { recipe } = runStore.getState().visualization;
    if (!picture || !recipe) return;
    saveFile(await plainPng(picture, recipeCaption(recipe)), fileNameOf(recipe, 'result', 1));
  };
  return (
    <div className="transparency">
      <Switch
        size="xs"
        label={say('Fade what the network never cared for')}
        checked={isFaded}
        onChange={({ currentTarget }) => {
          onFade(currentTarget.checked);
        }}
      />
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          save().catch(showError);
        }}
      >
        {say('Save with transparency')}
      </Button>
    </div>
  );
}
