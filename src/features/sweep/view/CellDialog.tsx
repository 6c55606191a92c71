import { Button, Modal } from '@mantine/core';
import { IconArrowUpRight, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { recipeWords } from '../../../export/recipe-words';
import type { MethodInfo } from '../../../methods/catalog/method-info';
import { formulaLine } from '../../../panels/map/formula-line';
import { showError } from '../../../panels/notices';
import { SaveAsPng } from '../../../panels/picture/SaveAsPng';
import { BytesCanvas } from '../../../panels/picture/BytesCanvas';
import { percent, score } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { inputOf, openOnStage, pictureOf } from '../store/drawn-cell';
import type { CellState, DrawnCell } from '../store/sweep-store';
import { markWords } from './sweep-words';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';

interface Props {
  readonly method: MethodInfo;
  /** Its place, in words; null where none is open. */
  readonly name: string | null;
  readonly state: CellState | undefined;
  readonly onClose: () => void;
  readonly onKey: (key: string) => boolean;
  readonly onAgain: () => void;
}

/** One cell at full size with its numbers, on its way to the stage; or why there is no picture. */
export function CellDialog({ method, name, state, onClose, onKey, onAgain }: Props) {
  return (
    <Modal
      opened={name !== null && state !== undefined}
      onClose={onClose}
      title={<span translate="no">{name}</span>}
      size="auto"
      centered
      onKeyDown={(event) => {
        if (onKey(event.key)) event.preventDefault();
      }}
    >
      {state?.status === 'done' && <FullCell method={method} drawn={state.drawn} onClose={onClose} />}
      {state?.status === 'failed' && (
        <div className="stack">
          <p className="wrong">
            <Sentence text={sayError(state.error)} />
          </p>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            onClick={onAgain}
          >
            {say('Try again')}
          </Button>
        </div>
      )}
    </Modal>
  );
}

function FullCell({
  method,
  drawn,
  onClose,
}: Pick<Props, 'method' | 'onClose'> & { readonly drawn: DrawnCell }) {
  const { result, target, rival, network, marks } = drawn;
  const { recipe, scalars, logits } = result;
  const [picture, setPicture] = useState<PixelImage | null>(null);
  useEffect(() => {
    const state = { live: true };
    void pictureOf(drawn).then((bytes) => {
      if (state.live) setPicture(bytes);
    });
    return () => {
      state.live = false;
    };
  }, [drawn]);
  const { probability = Number.NaN, rivalProbability = Number.NaN } = scalars;
  return (
    <div className="sheet-full">
      <div className="mat">
        <BytesCanvas
          picture={picture}
          label={say('What “{target}” looks like to {network}', { target: shownClass(target), network })}
        />
      </div>
      <p>
        <b translate="no">{`${shownClass(target)} ${percent(probability)}`}</b>{' '}
        <Sentence
          text={`· ${[
            say('logit {logit}', { logit: score(logits[recipe.target] ?? Number.NaN) }),
            ...(rival === null
              ? []
              : [
                  say('next {className} {probability}', {
                    className: rival,
                    probability: percent(rivalProbability),
                  }),
                ]),
            network,
          ].join(' · ')}`}
          names={[rival, network]}
        />
      </p>
      {markWords(marks).map((words) => (
        <p key={words.text} className="note wrong">
          <Sentence text={words} />
        </p>
      ))}
      <p className="formula" translate="no">
        <span>{formulaLine(method, recipe.params)}</span>
        <span className="formula-numbers nums">{recipeWords(recipe)}</span>
      </p>
      <div className="sheet-actions">
        <Button
          size="xs"
          leftSection={<IconArrowUpRight size={15} aria-hidden />}
          onClick={() => {
            openOnStage(drawn).then(onClose, showError);
          }}
        >
          {say('Open on the stage')}
        </Button>
        <SaveAsPng
          recipe={recipe}
          kind="result"
          picture={() => pictureOf(drawn)}
          input={() => inputOf(drawn)}
        />
      </div>
    </div>
  );
}
