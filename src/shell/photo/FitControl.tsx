import { Select, type SelectProps } from '@mantine/core';
import { useId } from 'react';
import { useStore } from 'zustand';
import { type Fit, FITS } from '../../core/records/recipe';
import { networkStore } from '../../page/network/network-store';
import { set, settingsStore } from '../../page/settings/settings-store';
import { FIT_HELP, fitWords } from '../../panels/picture/fit-words';
import { HelpTip } from '../../ui/text/HelpTip';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** What the names say where no network has been opened yet. */
const USUAL_SIZE = [224, 224] as const;

/** How the photo is fitted to the network's input, each way under the name of what it equals. */
export function FitControl() {
  const id = useId();
  const fit = useStore(settingsStore, (state) => state.fit);
  const size = useStore(networkStore, (state) => state.info?.size ?? USUAL_SIZE);
  const option: SelectProps['renderOption'] = ({ option: { value, label } }) => {
    const { code, use } = fitWords(value as Fit, size);
    return (
      <span className="fit-option">
        <Sentence text={label} />
        <code translate="no">{code}</code>
        <span className="quiet">
          <Sentence text={use} />
        </span>
      </span>
    );
  };
  return (
    <div className="control">
      <div className="control-head">
        <HelpTip of={say('Fit to the network')} help={FIT_HELP}>
          <span id={id}>{say('Fit to the network')}</span>
        </HelpTip>
      </div>
      <Select
        size="xs"
        aria-labelledby={id}
        data={FITS.map((value) => ({ value, label: fitWords(value, size).title }))}
        value={fit}
        allowDeselect={false}
        renderOption={option}
        maxDropdownHeight={420}
        comboboxProps={{ width: 300, position: 'bottom-start' }}
        onChange={(next) => {
          if (next !== null) set({ fit: next });
        }}
      />
    </div>
  );
}
