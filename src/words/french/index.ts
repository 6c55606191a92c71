import shell from './shell.json';
import ui from './ui.json';

/** Every message in French, by its English. */
export const FRENCH: Readonly<Record<string, string>> = { ...shell, ...ui };
