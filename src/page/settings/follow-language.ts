import { onLanguage, speak } from '../../words/language';
import { say } from '../../words/say';
import { settingsStore } from './settings-store';
import { wantedLanguage } from './wanted-language';

/**
 * Has the page speak the language that the settings name, or the person's own where they name none, and says in the document which it is. `ready`
 * resolves once the first words can be said. `report` is told where a language's file cannot be fetched: the page goes on in
 * the one it speaks.
 */
export function followLanguage(report: (thrown: unknown) => void): {
  readonly ready: Promise<void>;
  readonly stop: () => void;
} {
  const follow = (): Promise<void> => speak(wantedLanguage(settingsStore.getState().lang)).catch(report);
  const stops = [
    onLanguage((spoken) => {
      document.documentElement.lang = spoken;
      document.title = say('Lucarne: see what a network sees');
    }),
    settingsStore.subscribe((now, before) => {
      if (now.lang !== before.lang) void follow();
    }),
  ];
  return {
    ready: follow(),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
