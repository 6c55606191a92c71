import { Button, Modal, Progress, SegmentedControl, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import {
  type FilmFormat,
  filmLength,
  type FilmOptions,
  filmSize,
  filmTurns,
  FORMATS,
  RATES,
} from '../../export/film/film-plan';
import { videoFormats } from '../../export/film/film-video';
import type { Exercise } from '../../methods/catalog/params';
import { settingsStore } from '../../page/settings/settings-store';
import { showError } from '../notices';
import { Sentence } from '../../ui/text/Sentence';
import { useLanguage } from '../../ui/text/use-language';
import { filmFrames } from './film-frames';
import { filmWords } from './film-words';
import { FilmPreview } from './FilmPreview';
import { saveFilm } from './save-film';
import './film.css';
import { say } from '../../words/say';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The run's frames as a film: how it is to be, how it will look, and the file. */
export function FilmDialog({ opened, onClose }: Props) {
  const exercise = useStore(settingsStore, (state) => state.exercise);
  return (
    <Modal opened={opened} onClose={onClose} title={say('Save as a film')} size="auto" centered>
      <Film exercise={exercise} />
    </Modal>
  );
}

const NAMES: Readonly<Record<FilmFormat, string>> = { mp4: 'MP4', webm: 'WebM', gif: 'GIF' };
const HOLDS = [0, 1, 2] as const;
const SCALES = [1, 2, 3] as const;

function Film({ exercise }: { readonly exercise: Exercise }) {
  // The frames there are as it opens, or as another language is spoken: a run under way goes on.
  const language = useLanguage();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is made holds words of the page's language
  const frames = useMemo(() => filmFrames(exercise), [exercise, language]);
  const [wished, setFormat] = useState<FilmFormat | null>(null);
  const [rate, setRate] = useState<number>(10);
  const [hold, setHold] = useState<number>(1);
  const [captions, setCaptions] = useState(true);
  const [scale, setScale] = useState<number>(2);
  const [share, setShare] = useState<number | null>(null);
  const size = filmSize(frames[0]?.picture ?? { width: 2, height: 2 }, { scale, captions });
  const formats = useFormats(size.width, size.height);
  // What can be written is not known at once; a choice made before that counts.
  const possible = formats ?? FORMATS;
  const format = wished !== null && possible.includes(wished) ? wished : (possible[0] ?? 'gif');
  const options: FilmOptions = { format, rate, hold, captions, scale };
  const turns = filmTurns(frames.length, options);
  const save = (): void => {
    setShare(0);
    saveFilm(exercise, frames, options, setShare)
      .catch(showError)
      .finally(() => {
        setShare(null);
      });
  };
  return (
    <div className="film-dialog">
      <FilmPreview frames={frames} options={options} />
      <div className="film-settings">
        <Choice
          label={say('File')}
          value={format}
          of={possible}
          name={(one) => NAMES[one]}
          onChange={setFormat}
        />
        {formats && !formats.some((one) => one !== 'gif') && (
          <p className="note">{say('This browser has no video encoder, so the film is saved as a GIF.')}</p>
        )}
        <Choice label={say('Frames a second')} value={rate} of={RATES} name={String} onChange={setRate} />
        <Choice
          label={say('Stay on the last frame')}
          value={hold}
          of={HOLDS}
          name={(s) => `${s} s`}
          onChange={setHold}
        />
        <Choice
          label={say('Size')}
          value={scale}
          of={SCALES}
          name={(times) => `${times} ×`}
          onChange={setScale}
        />
        <Switch
          size="xs"
          label={say('Step, class and probability below the picture')}
          checked={captions}
          onChange={(event) => {
            setCaptions(event.currentTarget.checked);
          }}
        />
        <p className="quiet small nums" role="status">
          <Sentence text={filmWords(frames.length, filmLength(turns), size)} />
        </p>
        <Button
          leftSection={<IconDownload size={17} aria-hidden />}
          disabled={share !== null || formats === null || frames.length < 2}
          onClick={save}
        >
          {say('Save')}
        </Button>
        {share !== null && (
          <Progress
            value={100 * share}
            size={4}
            aria-label={say('Writing the film')}
            transitionDuration={0}
          />
        )}
      </div>
    </div>
  );
}

/** The kinds of file that this browser can write at a size, videos first; null while that is being asked. */
function useFormats(width: number, height: number): readonly FilmFormat[] | null {
  const [formats, setFormats] = useState<readonly FilmFormat[] | null>(null);
  useEffect(() => {
    const state = { live: true };
    videoFormats({ width, height })
      .catch(() => [])
      .then((videos) => {
        if (state.live) setFormats([...videos, 'gif']);
      }, showError);
    return () => {
      state.live = false;
    };
  }, [width, height]);
  return formats;
}

interface ChoiceProps<V extends string | number> {
  readonly label: string;
  readonly value: V;
  readonly of: readonly V[];
  readonly name: (value: V) => string;
  readonly onChange: (value: V) => void;
}

/** One of a few, side by side. */
function Choice<V extends string | number>({ label, value, of, name, onChange }: ChoiceProps<V>): ReactNode {
  const id = useId();
  return (
    <div className="control">
      <span id={id} className="control-label">
        {label}
      </span>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-labelledby={id}
        value={String(value)}
        data={of.map((one) => ({ value: String(one), label: name(one) }))}
        onChange={(next) => {
          const chosen = of.find((one) => String(one) === next);
          if (chosen !== undefined) onChange(chosen);
        }}
      />
    </div>
  );
}
