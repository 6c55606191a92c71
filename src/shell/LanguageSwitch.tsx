import { ActionIcon } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { set } from '../page/settings/settings-store';
import { rememberLanguage } from '../page/settings/wanted-language';
import { LANGUAGES, OWN_NAMES } from '../words/language';
import { useLanguage } from '../ui/text/use-language';
import { say } from '../words/say';
import { LateMenu } from '../panels/boundary/LateMenu';

/** Which language the page speaks, each by its own name; whatever runs goes on. */
export function LanguageSwitch() {
  const spoken = useLanguage();
  return (
    <LateMenu
      position="bottom-end"
      target={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          title={say('Language')}
          aria-label={say('Language')}
        >
          <IconLanguage size={19} aria-hidden />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          {LANGUAGES.map((each) => (
            <Menu.Item
              key={each}
              aria-current={each === spoken ? 'true' : undefined}
              lang={each}
              translate="no"
              rightSection={each === spoken ? <IconCheck size={15} aria-hidden /> : null}
              onClick={() => {
                set({ lang: each });
                rememberLanguage(each);
              }}
            >
              {OWN_NAMES[each]}
            </Menu.Item>
          ))}
        </>
      )}
    </LateMenu>
  );
}
