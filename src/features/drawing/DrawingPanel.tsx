import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { isInverted } from '../../page/network/inverted';
import { openImage } from '../../page/photo/image-store';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import { addStroke, clearDrawing, drawingStore, typeCharacter, undoStroke } from './drawing-store';
import { type Drawing, paintDrawing } from './paint-drawing';
import type { InkPoint } from './strokes';
import './drawing.css';
import { say } from '../../words/say';

/** Pixels of the paper's side on the page, and of the picture that is made of it. */
const PAPER = 280;

/** A small paper to draw a digit on, for networks that see in grey: each stroke's end makes it the picture. */
export function DrawingPanel({ info }: { readonly info: NetworkInfo }) {
  const { strokes, typed, centred, darkInk: ink } = useStore(drawingStore);
  const [now, setNow] = useState<readonly InkPoint[]>([]);
  const paper = useRef<HTMLCanvasElement>(null);
  const isExchanged = isInverted(info.preprocessing);
  const darkInk = ink ?? isExchanged;

  useEffect(() => {
    const context = paper.current?.getContext('2d');
    // On the paper the ink stays where the hand put it; the picture is laid right.
    if (context)
      paintDrawing(context, {
        strokes: now.length > 0 ? [...strokes, now] : strokes,
        typed,
        centred: false,
        darkInk,
      });
  }, [strokes, typed, now, darkInk]);

  useEffect(
    () =>
      drawingStore.subscribe((drawing) => {
        void show({ ...drawing, darkInk: drawing.darkInk ?? isExchanged });
      }),
    [isExchanged],
  );

  const pointAt = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): InkPoint => ({
    x: nativeEvent.offsetX / currentTarget.clientWidth,
    y: nativeEvent.offsetY / currentTarget.clientHeight,
  });
  const end = (): void => {
    if (now.length > 0) addStroke(now, darkInk);
    setNow([]);
  };
  const isEmpty = strokes.length === 0 && typed === '';

  return (
    <div className="drawing">
      <canvas
        ref={paper}
        className="drawing-paper"
        width={PAPER}
        height={PAPER}
        role="img"
        aria-label={say('Paper to draw on')}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setNow([pointAt(event)]);
        }}
        onPointerMove={(event) => {
          if (now.length > 0) setNow([...now, pointAt(event)]);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="row">
        <Button
          variant="default"
          size="xs"
          disabled={isEmpty}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={undoStroke}
        >
          {say('Undo')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={isEmpty}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={clearDrawing}
        >
          {say('Clear')}
        </Button>
        <TextInput
          className="drawing-typed"
          size="xs"
          aria-label={say('Or type a character')}
          placeholder={say('or type')}
          autoComplete="off"
          value={typed}
          onChange={(event) => typeCharacter(event.currentTarget.value, darkInk)}
        />
      </div>
      <Switch
        size="xs"
        label={say('Centred, as in MNIST')}
        checked={centred}
        onChange={(event) => drawingStore.setState({ centred: event.currentTarget.checked })}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('Ink')}
        value={darkInk ? 'dark' : 'light'}
        onChange={(next) => drawingStore.setState({ darkInk: next === 'dark' })}
        data={[
          { value: 'light', label: say('Light on dark') },
          { value: 'dark', label: say('Dark on light') },
        ]}
      />
      <p className="quiet small">
        <Sentence
          text={
            isExchanged
              ? say('The network is told to exchange light and dark.')
              : say(
                  'Light on dark, as the digits of MNIST are; dark on light where the network learnt from ink on paper.',
                )
          }
        />
      </p>
    </div>
  );
}

/** Makes a drawing the page's picture; an empty paper changes nothing. */
async function show(drawing: Drawing): Promise<void> {
  if (drawing.strokes.length === 0 && drawing.typed === '') return;
  const canvas = document.createElement('canvas');
  canvas.width = PAPER;
  canvas.height = PAPER;
  const context = canvas.getContext('2d');
  if (!context) return;
  paintDrawing(context, drawing);
  // As pixels and not as a file: a drawing half done is none of the photos that were opened.
  await openImage(context.getImageData(0, 0, PAPER, PAPER), say('Drawing')).catch(showError);
}
