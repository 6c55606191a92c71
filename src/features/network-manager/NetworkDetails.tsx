import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { CopyButton } from '../../panels/CopyButton';
import type { LabErrorData } from '../../core/records/lab-error';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { PreprocessingGuess } from '../../networks/graph/graph';
import type { Phrase } from '../../words/message';
import { asLabError } from '../../page/as-lab-error';
import { keepNetwork } from '../../page/network/kept-networks-store';
import { networkStore } from '../../page/network/network-store';
import { Failure } from './Failure';
import { canReread } from '../../panels/network/network-words';
import { choiceSentence, outputSentence } from '../../panels/network/output-words';
import { preprocessingNumbers, preprocessingSentence } from './own/preprocessing-words';
import { CompareReadings } from './own/CompareReadings';
import { InterpretationForm } from './own/InterpretationForm';
import { RenameField } from './RenameField';
import { sides } from '../../ui/numbers/numbers';
import { Sentence } from '../../ui/text/Sentence';
import { shownClass } from '../../words/shown-class';
import { whole } from '../../words/number';
import { phrase, say } from '../../words/say';

interface NetworkDetailsProps {
  readonly info: NetworkInfo;
  /** Opened to change how it is read: that has the focus. */
  readonly change: boolean;
}

/** What is known of the network in use; for one of the person's own, how it is read can be changed. */
export function NetworkDetails({ info, change }: NetworkDetailsProps) {
  const row = useStore(networkStore, (state) => state.rows.find((entry) => entry.id === info.id));
  const choice = choiceSentence(info);
  /** How often another way to read pixels was taken: the form then begins anew. */
  const [chosen, setChosen] = useState(0);
  const names = info.classes.slice(0, 3).map((label) => label.name);
  return (
    <div className="network-details">
      <dl>
        <Fact term={say('Input')}>
          <span className="nums">
            <Sentence text={say('{size} pixels', { size: sides(info.size) })} />
          </span>
          {info.openSize && <span className="quiet">{say('Its file leaves the size open.')}</span>}
        </Fact>
        <Fact term={say('Classes')}>
          <span className="nums" translate="no">
            {whole(info.classes.length)}
          </span>
          <span className="quiet" translate="no">
            {`${names.map(shownClass).join(', ')}${info.classes.length > names.length ? ', …' : ''}`}
          </span>
        </Fact>
        <Fact term={say('Outputs')}>
          <Sentence text={outputSentence(info)} names={names} />
          {choice && (
            <span className="quiet">
              <Sentence text={choice} names={info.output.names ?? []} />
            </span>
          )}
          {info.output.reason && (
            <span className="quiet">
              <Sentence text={info.output.reason} names={names} />
            </span>
          )}
          {info.output.doubt && (
            <span className="note">
              <Sentence text={info.output.doubt} names={names} />
            </span>
          )}
        </Fact>
        <Fact term={say('Weights')}>
          <span className="nums">
            <Sentence
              text={say('{count, plural, one {# number} other {# numbers}}', { count: info.parameters })}
            />
          </span>
          <Fingerprint hash={info.weightsHash} />
        </Fact>
        <Fact term={say('Reads pixels as')}>
          <Sentence text={preprocessingSentence(info.preprocessing, info.grey)} />
          <span className="quiet nums">
            <Sentence text={preprocessingNumbers(info.preprocessing)} />
          </span>
          {info.guess && (
            <span className="note">
              <Sentence text={GUESSED[info.guess.strength](info.guess.reason)} />
            </span>
          )}
          {row && canReread(row) && (
            <CompareReadings
              info={info}
              asked={change && info.guess?.strength === 'weak'}
              onChosen={() => setChosen(chosen + 1)}
            />
          )}
        </Fact>
        {info.notes && (
          <Fact term={say('Notes')}>
            {info.notes.map((note) => (
              <span key={note.text} className="note">
                <Sentence text={note} />
              </span>
            ))}
          </Fact>
        )}
        {row?.zoo && (
          <Fact term={say('Licence')}>
            <Sentence text={row.zoo.licence} />
          </Fact>
        )}
        {row?.bundled && (
          <Fact term={say('Licence')}>{say('Comes with Lucarne, under its licence (MIT).')}</Fact>
        )}
      </dl>
      {row && canReread(row) && <RenameField id={info.id} title={info.title} />}
      {row?.origin === 'own' && <KeepNetwork id={info.id} />}
      {row && canReread(row) && <InterpretationForm key={chosen} info={info} wanted={change} />}
    </div>
  );
}

/** What is said of a guess, by how far it can be trusted. */
const GUESSED: Readonly<Record<PreprocessingGuess['strength'], (guess: Phrase) => Phrase>> = {
  sure: (guess) => guess,
  likely: (guess) => phrase('A guess. {guess}', { guess }),
  weak: (guess) =>
    phrase('A guess, and no more: nothing in the file says it. {guess} Compare what is read in your photo.', {
      guess,
    }),
};

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The start of the weights' SHA-256; the whole of it can be copied. */
function Fingerprint({ hash }: { readonly hash: string }) {
  if (hash === '') return null;
  return (
    <span className="fingerprint">
      <span className="quiet nums">
        <Sentence
          text={say('fingerprint {start}…', { start: hash.slice(0, 12) })}
          names={[hash.slice(0, 12)]}
        />
      </span>
      <CopyButton value={hash}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? say('Copied') : say('Copy the whole fingerprint')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={copied ? say('Copied') : say('Copy the whole fingerprint')}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}

function KeepNetwork({ id }: { readonly id: string }) {
  const [error, setError] = useState<LabErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  return (
    <div className="keep-own">
      <p>{say('It is here until you leave the page.')}</p>
      <Button
        variant="default"
        size="sm"
        loading={busy}
        onClick={() => {
          setBusy(true);
          setError(null);
          keepNetwork(id)
            .catch((thrown: unknown) => {
              setError(asLabError(thrown));
            })
            .finally(() => {
              setBusy(false);
            });
        }}
      >
        {say('Keep in this browser')}
      </Button>
      {error && <Failure error={error} />}
    </div>
  );
}
