import type { LucarneAutomation } from './automation';

declare global {
  interface Window {
    /** The automation API: the page's own client, seen from the console. */
    lucarne: LucarneAutomation;
  }
}
