import { ActionIcon, Button, Checkbox, Menu, Textarea, TextInput } from '@mantine/core';
import {
  IconArrowFork,
  IconDots,
  IconPencil,
  IconStar,
  IconStarFilled,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { goesOn } from '../../page/shelf/use-card';
import { type Card, LONGEST_CARD_NAME, LONGEST_COMMENT } from '../../shelf/card';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';
import { branch, goOn, note, openOnStage, remove, runAgain } from './card-actions';
import { cardSettings, cardSubject, cardTime, cardTitle, cardVerdict } from './card-words';
import { CardComment } from './CardComment';
import { CardThumbnail } from './CardThumbnail';

interface Props {
  readonly card: Card;
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  /** Something of it is on the stage now. */
  readonly onShown: () => void;
}

/** One card: what it shows, what made it, what is written on it, and what can be done with it. */
export function CardRow({ card, isShown, isChosen, onChoose, onShown }: Props) {
  const { id, starred, comment, recipe, exercise, verdict } = card;
  const [writes, setWrites] = useState(false);
  const title = cardTitle(card);
  const onStage = (act: (of: string) => void) => () => {
    act(id);
    onShown();
  };
  return (
    <li className="shelf-row" aria-current={isShown || undefined}>
      <Checkbox
        aria-label={say('Choose “{title}”', { title })}
        checked={isChosen}
        onChange={(event) => {
          onChoose(event.currentTarget.checked);
        }}
      />
      <button
        type="button"
        className="shelf-card"
        aria-label={say('Show “{title}” on the stage', { title })}
        onClick={onStage(openOnStage)}
      >
        <CardThumbnail card={card} />
      </button>
      <div className="shelf-words">
        <b>
          <Sentence text={title} />
        </b>
        <span className="small">
          <Sentence text={cardSubject(card)} names={[recipe.targetName]} />
        </span>
        <span className="small nums">
          <Sentence text={cardVerdict(card)} />
        </span>
        <span className="small quiet nums clip" title={cardSettings(card)}>
          <Sentence text={cardSettings(card)} />
        </span>
        <span className="small quiet nums" translate="no">
          {recipe.image === undefined ? cardTime(card) : `${shownPhoto(recipe.image)} · ${cardTime(card)}`}
        </span>
        {comment !== '' && !writes && <CardComment comment={comment} />}
        {writes && <Notes card={card} onDone={() => setWrites(false)} />}
      </div>
      <div className="shelf-actions">
        <ActionIcon
          variant="subtle"
          aria-label={say('Keep: star “{title}”', { title })}
          aria-pressed={starred}
          onClick={() => {
            note(id, { starred: !starred });
          }}
        >
          {starred ? <IconStarFilled size={17} aria-hidden /> : <IconStar size={17} aria-hidden />}
        </ActionIcon>
        {goesOn(card) && (
          <Button size="compact-sm" variant="default" onClick={onStage(goOn)}>
            {say('Go on')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={onStage(runAgain)}>
          {say('Run again')}
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say('More for “{title}”', { title })}>
              <IconDots size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {verdict === null && exercise !== 'saliency' && (
              <Menu.Item leftSection={<IconArrowFork size={15} aria-hidden />} onClick={onStage(branch)}>
                {say('Go on with other settings')}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => {
                setWrites(true);
              }}
            >
              {say('Name and comment')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => {
                remove([id]);
              }}
            >
              {say('Delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  );
}

function Notes({ card, onDone }: { readonly card: Card; readonly onDone: () => void }) {
  const [name, setName] = useState(card.name);
  const [comment, setComment] = useState(card.comment);
  return (
    <form
      className="shelf-notes"
      onSubmit={(event) => {
        event.preventDefault();
        note(card.id, { name: name.trim(), comment: comment.trim() });
        onDone();
      }}
    >
      <TextInput
        label={say('Name')}
        value={name}
        maxLength={LONGEST_CARD_NAME}
        data-autofocus
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <Textarea
        label={say('Comment')}
        value={comment}
        maxLength={LONGEST_COMMENT}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => {
          setComment(event.currentTarget.value);
        }}
      />
      <Button.Group>
        <Button type="submit" size="compact-sm">
          {say('Save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {say('Cancel')}
        </Button>
      </Button.Group>
    </form>
  );
}
