import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { set } from '../page/settings/settings-store';
import { rememberLanguage } from '../page/settings/wanted-language';
import { language, LANGUAGES, OWN_NAMES } from '../words/language';
import { say } from '../words/say';

/** Whether the page is about to be shown anew, in the language chosen here: the keyboard is to find itself here again. */
let chosenHere = false;

/** Which language the page speaks, each by its own name; whatever runs goes on. */
export function LanguageSwitch() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosenHere) button.current?.focus();
    chosenHere = false;
  }, []);
  const spoken = language();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          ref={button}
          variant="subtle"
          color="gray"
          size="lg"
          title={say('Language')}
          aria-label={say('Language')}
        >
          <IconLanguage size={19} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((each) => (
          <Menu.Item
            key={each}
            aria-current={each === spoken ? 'true' : undefined}
            lang={each}
            translate="no"
            rightSection={each === spoken ? <IconCheck size={15} aria-hidden /> : null}
            onClick={() => {
              chosenHere = each !== spoken;
              set({ lang: each });
              rememberLanguage(each);
            }}
          >
            {OWN_NAMES[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
