import { Button, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Frame } from '../../../core/records/frame';
import { networkStore } from '../../../page/network/network-store';
import { heldFrame } from '../../../page/run/held-frame';
import { channels, type RunView } from '../../../page/run/run-store';
import { isShownAgain } from '../../../page/shelf/shown-again';
import { percent } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { TwinButton } from '../twin/TwinPicture';
import { askNetworks, EMPTY_READINGS, type MadePicture, readingsStore } from './readings-store';
import { answerWords, readingsSentence } from './readings-words';
import './readings.css';
import { say } from '../../../words/say';
import { whole } from '../../../words/number';

interface ReadingsProps {
  readonly run: RunView;
  /** The class that the picture is made for. */
  readonly targetName: string;
}

/** What every network at hand reads in the picture: of its own accord once a run has ended, on request while it goes on. */
export function Readings({ run, targetName }: ReadingsProps) {
  const asked = useStore(readingsStore);
  const network = useStore(networkStore, (state) => state.info?.id);
  const { result, recipe, target, signal } = run;
  const { of, rows, running } = asked.of && !asked.of.run.aborted ? asked : EMPTY_READINGS;
  useEffect(() => {
    // Of one that was brought back from its card somebody asks.
    if (!result || isShownAgain(result)) return;
    if (readingsStore.getState().of?.image.data === result.pixels) return;
    const { width, height, pixels, recipe: made, steps } = result;
    void askNetworks({
      image: { width, height, data: pixels },
      network: made.network,
      target: made.target,
      targetName: made.targetName ?? `class ${made.target}`,
      step: steps,
      run: signal,
    });
  }, [result, signal]);
  if (!recipe || target === null) return null;
  const askNow = (): void => {
    const made = pictureOf(heldFrame('visualization') ?? channels.visualization.latest(), {
      network: recipe.network,
      target,
      targetName,
      run: signal,
    });
    if (made) void askNetworks(made);
  };
  const names = [targetName, ...rows.flatMap(({ title, answer }) => [title, answer?.best.name])];
  const said = of && readingsSentence(of, rows);
  return (
    <section className="readings" aria-label={say('What the networks read in the picture')}>
      <p className="readings-head">
        <Sentence
          text={of ? say('Read at step {step} by', { step: whole(of.step) }) : say('Read by other networks')}
        />
        <span className="readings-acts">
          <TwinButton run={run} />
          <Button
            variant="default"
            size="compact-xs"
            disabled={network === undefined}
            loading={running}
            onClick={askNow}
          >
            {say('Ask now')}
          </Button>
        </span>
      </p>
      {of && (
        <table className="readings-table">
          <colgroup>
            <col className="readings-network" />
            <col />
            <col className="readings-share" />
          </colgroup>
          <VisuallyHidden component="thead">
            <tr>
              <th scope="col">{say('Network')}</th>
              <th scope="col">{say('Reads')}</th>
              <th scope="col">
                <Sentence
                  text={say('Probability of {targetName}', { targetName: of.targetName })}
                  names={names}
                />
              </th>
            </tr>
          </VisuallyHidden>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" translate="no" title={row.title}>
                  {row.title}
                </th>
                <td className={row.failure === null ? 'nums' : 'quiet'}>
                  {row.answer?.reads === true && (
                    <IconCheck size={14} aria-label={say('Read as the class:')} />
                  )}
                  {row.answer?.reads === false && (
                    <IconX size={14} aria-label={say('Not read as the class:')} />
                  )}
                  <Sentence text={answerWords(row)} names={names} />
                </td>
                <td className="nums" translate="no">
                  {row.answer?.target === null || !row.answer ? '–' : percent(row.answer.target)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {said !== null && (
        <p role="status">
          <Sentence text={said} names={names} />
        </p>
      )}
    </section>
  );
}

function pictureOf(frame: Frame | null, made: Omit<MadePicture, 'image' | 'step'>): MadePicture | null {
  if (!frame?.pixels) return null;
  const { width, height, pixels, step } = frame;
  return { ...made, image: { width, height, data: pixels }, step };
}
