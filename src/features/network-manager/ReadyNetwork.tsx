import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LabErrorData } from '../../core/records/lab-error';
import type { NetworkRow } from '../../engine/protocol/protocol';
import { asLabError } from '../../page/as-lab-error';
import { forgetNetwork, keepNetwork } from '../../page/network/kept-networks-store';
import { cancelLoading, networkStore, openNetwork } from '../../page/network/network-store';
import { bytes } from '../../ui/numbers/numbers';
import { ArrivalProgress } from './ArrivalProgress';
import { Facts } from './Facts';
import { Failure } from './Failure';
import { keptChoice, WEIGHT_WORDS } from '../../panels/network/network-words';
import { showDetails } from '../../page/network/networks-view';
import { Sentence } from '../../ui/text/Sentence';
import { say, sayPhrase } from '../../words/say';

/** A network that opens at once: use it, read about it, keep it or delete it. */
export function ReadyNetwork({ row, current }: { readonly row: NetworkRow; readonly current: boolean }) {
  const loading = useStore(networkStore, (state) => (state.loading?.id === row.id ? state.loading : null));
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<LabErrorData | null>(null);
  const choice = keptChoice(row);
  const facts = [
    say('{count, plural, one {# class} other {# classes}}', { count: row.classes }),
    row.bytes === undefined ? '' : bytes(row.bytes),
    row.origin === 'kept' && choice ? sayPhrase(WEIGHT_WORDS[choice.weights].kept) : '',
    row.zoo?.licence ?? '',
    row.origin === 'own' ? say('Until you leave the page') : '',
  ].filter(Boolean);
  const attempt = (work: Promise<void>): void => {
    setError(null);
    work.catch((thrown: unknown) => {
      setError(asLabError(thrown));
    });
  };
  return (
    <li className="net" data-network={row.id} data-current={current || undefined}>
      <div className="net-words">
        <p className="net-title" translate="no">
          {row.title}
        </p>
        <Facts facts={facts} />
      </div>
      {asking ? (
        <DeleteQuestion
          row={row}
          current={current}
          onAnswer={(yes) => {
            setAsking(false);
            if (!yes) return;
            attempt(forgetNetwork(row.id));
            document.getElementById('networks-kept')?.focus();
          }}
        />
      ) : (
        <div className="net-actions">
          {row.origin === 'kept' && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={say('Delete {title} from this browser', { title: row.title })}
              onClick={() => {
                setAsking(true);
              }}
            >
              {say('Delete')}
            </Button>
          )}
          {row.origin === 'own' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('Keep {title} in this browser', { title: row.title })}
              onClick={() => {
                attempt(keepNetwork(row.id));
              }}
            >
              {say('Keep in this browser')}
            </Button>
          )}
          {current ? (
            <>
              <span className="net-used">{say('In use')}</span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={say('About {title}', { title: row.title })}
                onClick={showDetails}
              >
                {say('About')}
              </Button>
            </>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              data-first
              aria-label={say('Use {title}', { title: row.title })}
              disabled={loading !== null}
              onClick={() => {
                void openNetwork({ id: row.id }, row.title);
              }}
            >
              {say('Use')}
            </Button>
          )}
        </div>
      )}
      {loading && <ArrivalProgress title={row.title} progress={loading.progress} onCancel={cancelLoading} />}
      {error && <Failure error={error} />}
    </li>
  );
}

interface DeleteQuestionProps {
  readonly row: NetworkRow;
  readonly current: boolean;
  readonly onAnswer: (yes: boolean) => void;
}

/** Asked in place of the row's buttons; the safe answer has the focus. */
function DeleteQuestion({ row, current, onAnswer }: DeleteQuestionProps) {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      className="net-actions net-question"
      role="group"
      aria-label={say('Delete {what}?', { what: row.title })}
    >
      <span className="nums">
        <Sentence
          text={[
            row.bytes === undefined ? say('Delete it?') : say('Delete {what}?', { what: bytes(row.bytes) }),
            current ? say('It stays in use until you leave the page.') : '',
          ]
            .filter(Boolean)
            .join(' ')}
        />
      </span>
      <Button size="compact-sm" color="rose" variant="light" onClick={() => onAnswer(true)}>
        {say('Delete')}
      </Button>
      <Button ref={no} size="compact-sm" variant="default" onClick={() => onAnswer(false)}>
        {say('Keep it')}
      </Button>
    </div>
  );
}
