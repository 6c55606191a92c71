import { Combobox, InputBase, ScrollArea, Text, useCombobox } from '@mantine/core';
import { memo, useEffect, useMemo, useState } from 'react';
import type { TopRow } from '../engine/protocol/protocol';
import type { ClassLabel } from '../networks/graph/graph';
import { percent } from './numbers/numbers';
import { searchClasses } from './search-classes';
import { Sentence } from './text/Sentence';
import { useLanguage } from './text/use-language';
import { type ClassTables, loadClassTables } from '../words/classes/class-tables';
import { say } from '../words/say';
import { shownClass } from '../words/shown-class';

interface Props {
  readonly label: string;
  /** Small, with its label for screen readers alone. */
  readonly compact?: boolean;
  readonly classes: readonly ClassLabel[];
  readonly top: readonly TopRow[];
  /** Below 0 where none is chosen. */
  readonly value: number;
  readonly onChange: (index: number) => void;
}

/** A searchable list of a network's classes, by name, synonym or index, with the photo's five best on top. */
export const ClassPicker = memo(PlainPicker, samePicker);

/** A handler is bound to its exercise, which the label tells apart. */
function samePicker(before: Props, now: Props): boolean {
  const { label, classes, top, value } = before;
  return label === now.label && classes === now.classes && top === now.top && value === now.value;
}

function PlainPicker({ label, compact = false, classes, top, value, onChange }: Props) {
  useLanguage();
  const [query, setQuery] = useState('');
  const combobox = useCombobox({
    // Without the file, classes are found by what is here.
    onDropdownOpen: () => void loadClassTables().then(setTables, () => null),
    onDropdownClose: () => {
      setQuery('');
      combobox.resetSelectedOption();
    },
  });
  const [tables, setTables] = useState<ClassTables | null>(null);
  const found = useMemo(() => searchClasses(classes, query, tables), [classes, query, tables]);
  const chosen = classes[value];
  const shown = chosen && shownClass(chosen.name);
  const best = query === '' ? top.slice(0, 5) : [];
  const { dropdownOpened, selectActiveOption, selectFirstOption, targetRef } = combobox;
  // Once the list is drawn: Enter takes what is marked, the first match of what was typed.
  useEffect(() => {
    if (!dropdownOpened) return;
    if (query === '') selectActiveOption();
    else selectFirstOption();
  }, [dropdownOpened, query, selectActiveOption, selectFirstOption]);
  // What is typed next replaces the name there.
  useEffect(() => {
    const field = targetRef.current;
    if (!dropdownOpened && field instanceof HTMLInputElement && field === document.activeElement)
      field.select();
  }, [dropdownOpened, targetRef]);
  const take = (index: number): void => {
    onChange(index);
    combobox.closeDropdown();
  };

  return (
    <Combobox
      store={combobox}
      withinPortal
      onOptionSubmit={(index) => {
        take(Number(index));
      }}
    >
      <Combobox.Target>
        <InputBase
          {...(compact ? { 'aria-label': label } : { label })}
          size={compact ? 'xs' : 'sm'}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={
            combobox.dropdownOpened
              ? query
              : (shown ?? (value < 0 ? '' : say('class {index}', { index: value })))
          }
          placeholder={shown ?? say('Search a class')}
          title={shown === chosen?.name ? undefined : chosen?.name}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            // Typed and entered before the list came up.
            const [first] = found;
            const early = combobox.getSelectedOptionIndex() === -1;
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || query === '' || !early || !first)
              return;
            event.preventDefault();
            take(first.index);
          }}
          onClick={() => {
            combobox.openDropdown();
          }}
          onFocus={(event) => {
            event.currentTarget.select();
          }}
          onBlur={() => {
            combobox.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          <ScrollArea.Autosize mah={300} type="auto" scrollbars="y">
            {best.length > 0 && (
              <Combobox.Group label={say('In this picture')}>
                {best.map((row) => (
                  <Combobox.Option key={row.index} value={String(row.index)} active={row.index === value}>
                    <span className="class-option" translate="no">
                      <ClassName name={row.name} />
                      <Text span size="xs" c="dimmed">
                        {percent(row.probability)}
                      </Text>
                    </span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )}
            <Combobox.Group
              label={
                <Sentence
                  text={
                    query === ''
                      ? say('All {count, number} classes', { count: classes.length })
                      : say('Found')
                  }
                />
              }
            >
              {found.map((entry) => (
                <Combobox.Option
                  key={`all-${entry.index}`}
                  value={String(entry.index)}
                  active={entry.index === value}
                >
                  <span className="class-option" translate="no" title={entry.synonyms?.join(', ')}>
                    <ClassName name={entry.name} />
                    <Text span size="xs" c="dimmed">
                      {entry.index}
                    </Text>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
            {found.length === 0 && (
              <Combobox.Empty>
                {say('No class is called that. Try another word or its number.')}
              </Combobox.Empty>
            )}
            {query === '' && classes.length > found.length && (
              <Combobox.Footer>
                <Text size="xs" c="dimmed">
                  <Sentence text={say('Type to search all {count, number}.', { count: classes.length })} />
                </Text>
              </Combobox.Footer>
            )}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A class as the page names it, and beside it as the network does, where that is another name. */
function ClassName({ name }: { readonly name: string }) {
  const shown = shownClass(name);
  return (
    <span className="clip">
      <span>{shown}</span>
      {shown !== name && (
        <Text span size="xs" c="dimmed" ml={6} lang="en">
          {name}
        </Text>
      )}
    </span>
  );
}
