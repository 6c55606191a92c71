import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { say } from '../words/say';

/** The amber of light through a window: the primary action and the live state, nothing else. */
const amber: MantineColorsTuple = [
  '#fff6e0',
  '#ffebc2',
  '#fdd68a',
  '#fbc050',
  '#f6ab22',
  '#e2930a',
  '#b87203',
  '#935a00',
  '#734600',
  '#583500',
];
/** Means "wrong", or the rival class, and nothing else; what succeeds is green. */
const rose: MantineColorsTuple = [
  '#ffeef0',
  '#fbd9de',
  '#f2b0ba',
  '#ea8595',
  '#e26277',
  '#d64460',
  '#b92f4c',
  '#98233d',
  '#791b30',
  '#5e1525',
];

/** Greys with a little of the paper in them, and the dark room's blue-greys. */
const gray: MantineColorsTuple = [
  '#fbf8f1',
  '#f1ebde',
  '#e7dfce',
  '#d9d0bf',
  '#c2b8a5',
  '#a1978a',
  '#7d7468',
  '#5d564c',
  '#403a32',
  '#2a2620',
];
const dark: MantineColorsTuple = [
  '#ece7dc',
  '#c9cdd4',
  '#a3abb8',
  '#6f7b8c',
  '#364253',
  '#2b3544',
  '#1f2733',
  '#1a212c',
  '#11161e',
  '#0c1016',
];

export const theme = createTheme({
  primaryColor: 'amber',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.38,
  colors: { amber, rose, gray, dark },
  fontFamily: "'Instrument Sans Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Instrument Sans Variable', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // What a notice below needs is left clear of every dialog.
  components: {
    // A cross has a name, wherever it stands, in the language that is spoken.
    CloseButton: { defaultProps: () => ({ 'aria-label': say('Close') }) },
    // A dialog's own head is no banner of the page.
    Modal: { defaultProps: { yOffset: 'min(80px, 8dvh)', attributes: { header: { role: 'none' } } } },
    // A tooltip belongs to the part of the page that its button stands in.
    Tooltip: { defaultProps: { withinPortal: false, floatingStrategy: 'fixed' } },
  },
});

/** Paper by day, a blue-grey room by night; the mat behind pictures is mid-grey in both, so that colours can be judged. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--gap': '16px' },
  light: {
    '--mantine-color-body': '#f8f4eb',
    '--mantine-color-text': '#211d17',
    '--mantine-color-dimmed': '#665e52',
    '--mantine-color-default': '#fffdf8',
    '--mantine-color-default-border': '#d9d0bf',
    '--mantine-color-default-hover': '#f3ecdd',
    '--paper': '#fffdf8',
    '--line': '#e4dccb',
    '--mat': '#8a8a88',
    '--live': '#b87203',
    '--wrong': '#b92f4c',
    '--success': '#2c6a41',
    '--quiet': '#efe8d9',
  },
  dark: {
    '--mantine-color-body': '#141a23',
    '--mantine-color-text': '#ece7dc',
    '--mantine-color-dimmed': '#a3abb8',
    '--mantine-color-default': '#1f2733',
    '--mantine-color-default-border': '#364253',
    '--mantine-color-default-hover': '#263040',
    '--paper': '#1a212c',
    '--line': '#2b3544',
    '--mat': '#6f7173',
    '--live': '#f6ab22',
    '--wrong': '#ea8595',
    '--success': '#8ecb9f',
    '--quiet': '#222b38',
  },
});
