import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { isAbort } from '../../../core/records/abort';
import type { LabErrorData } from '../../../core/records/lab-error';
import { isSamePreprocessing } from '../../../core/records/preprocessings';
import type { Classification, NetworkInfo } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { photoAt } from '../../../page/network/classification-store';
import { reinterpretNetwork } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { percent } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { shownClass } from '../../../words/shown-class';
import { say } from '../../../words/say';
import { Failure } from '../Failure';
import { type Candidate, candidatesFor, PRESET_LABELS } from './preprocessing-words';

const SHOWN = 5;

interface CompareReadingsProps {
  readonly info: NetworkInfo;
  /** Whether to compare at once, without being asked. */
  readonly asked: boolean;
  readonly onChosen: () => void;
}

/** What the network reads in the photo under each way to prepare its pixels, side by side; the person takes one. */
export function CompareReadings({ info, asked, onChosen }: CompareReadingsProps) {
  const photo = useStore(imageStore, (state) => state.photo);
  const [open, setOpen] = useState(asked);
  const [candidates] = useState(() => candidatesFor(info));
  const [answers, setAnswers] = useState<readonly Classification[] | null>(null);
  const [error, setError] = useState<LabErrorData | null>(null);
  const [busy, setBusy] = useState<Candidate | null>(null);
  const { id } = info;

  useEffect(() => {
    if (!open || !photo) return undefined;
    const over = new AbortController();
    const compare = async (): Promise<void> => {
      const image = await photoAt(info);
      if (!image || over.signal.aborted) return;
      const wanted = candidates.map(({ preprocessing }) => preprocessing);
      const read = await lab().readings(id, image, wanted, over.signal);
      setAnswers(read);
    };
    compare().catch((thrown: unknown) => {
      if (!isAbort(thrown) && !over.signal.aborted) setError(asLabError(thrown));
    });
    return () => over.abort();
    // Once for each photo: what is chosen among them changes no answer.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [open, photo, id, candidates]);

  const take = async (candidate: Candidate): Promise<void> => {
    setBusy(candidate);
    setError(null);
    try {
      await reinterpretNetwork(id, { preprocessing: candidate.preprocessing });
      onChosen();
    } catch (thrown) {
      setError(asLabError(thrown));
    } finally {
      setBusy(null);
    }
  };

  if (!photo)
    return (
      <p className="quiet small">
        {say('With a photo on the page, what the network reads in it can be compared here.')}
      </p>
    );
  if (!open)
    return (
      <Button
        variant="default"
        size="compact-sm"
        className="compare-readings-open"
        onClick={() => setOpen(true)}
      >
        {say('Compare on your photo')}
      </Button>
    );
  return (
    <section
      className="compare-readings"
      aria-label={say('What is read in your photo, by how it is prepared')}
    >
      <p className="quiet small">
        {say(
          'The five likeliest classes of your photo, by how its pixels are prepared. Take the one that is right.',
        )}
      </p>
      {!answers && !error && <Loader size="sm" aria-label={say('Comparing')} />}
      {error && <Failure error={error} />}
      {answers && (
        <ul className="reading-cards">
          {candidates.map((candidate, i) => {
            const used = isSamePreprocessing(candidate.preprocessing, info.preprocessing);
            const title = candidateTitle(candidate);
            return (
              <li key={title} data-used={used || undefined}>
                <b className="small">
                  <Sentence text={title} />
                </b>
                <ol className="small nums" aria-label={title}>
                  {answers[i]?.top.slice(0, SHOWN).map(({ index, name, probability }) => (
                    <li key={index}>
                      <span className="clip" translate="no" title={shownClass(name)}>
                        {shownClass(name)}
                      </span>
                      <span translate="no">{percent(probability)}</span>
                      <span className="reading-track" aria-hidden>
                        <span style={{ transform: `scaleX(${probability})` }} />
                      </span>
                    </li>
                  ))}
                </ol>
                {used ? (
                  <span className="net-used">{say('In use')}</span>
                ) : (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={say('Use {title}', { title })}
                    loading={busy === candidate}
                    disabled={busy !== null}
                    onClick={() => void take(candidate)}
                  >
                    {say('Use')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function candidateTitle({ name, exchanged }: Candidate): string {
  if (name === 'custom') return say('Numbers of your own');
  const title = say(PRESET_LABELS[name]);
  return exchanged ? say('{title}, light and dark exchanged', { title }) : title;
}
