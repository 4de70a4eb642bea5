import {
  type CSSVariablesResolver,
  createTheme,
  DEFAULT_THEME,
  type MantineColorsTuple,
} from '@mantine/core';

/** The green of a lane that lets you through: the one colour that means "go" on every page. */
const gate: MantineColorsTuple = [
  '#e6f7f1',
  '#cdebe0',
  '#9dd7c2',
  '#6ac3a2',
  '#43b287',
  '#2aa876',
  '#17a26c',
  '#008d5b',
  '#007d50',
  '#006c43',
];

/**
 * A colour of the library with darker dark ends: its own orange and yellow have 2.5 to 3.6 : 1 to white and to their own
 * light, WCAG 1.4.3 asks for 4.5.
 */
const darkened = (colour: MantineColorsTuple, filled: string, text: string): MantineColorsTuple => {
  const [a, b, c, d, e, f, g, h] = colour;
  return [a, b, c, d, e, f, g, h, filled, text];
};
const orange = darkened(DEFAULT_THEME.colors.orange, '#ad4600', '#983d00');
const yellow = darkened(DEFAULT_THEME.colors.yellow, '#855d00', '#744f00');

/** Pixels that a finger needs (WCAG 2.5.5). */
const TOUCH = 44;

/** Quieter text that can still be read: the library's own has 3.3 : 1 on white, WCAG 1.4.3 asks for 4.5. */
export const contrast: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
  },
});

/** Large type and strong contrast: the smallest screen is a cheap tablet in a bright hall, read at arm's length. */
export const theme = createTheme({
  primaryColor: 'gate',
  primaryShade: 8,
  colors: { gate, orange, yellow },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: { xs: '0.85rem', sm: '0.95rem', md: '1.05rem', lg: '1.2rem', xl: '1.45rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: TOUCH } } },
    ActionIcon: { defaultProps: { size: TOUCH } },
    Chip: { styles: { label: { minHeight: TOUCH } } },
    Input: { styles: { input: { minHeight: TOUCH } } },
    Modal: { styles: { close: { width: TOUCH, height: TOUCH } } },
    Drawer: { styles: { close: { width: TOUCH, height: TOUCH } } },
    Menu: { styles: { item: { minHeight: TOUCH } } },
    Select: { styles: { option: { minHeight: TOUCH } } },
    Tabs: { styles: { tab: { minHeight: TOUCH } } },
    // The control's own rim is 4 pixels on each side.
    SegmentedControl: {
      styles: {
        label: { minHeight: TOUCH - 8, display: 'flex', alignItems: 'center', justifyContent: 'center' },
      },
    },
  },
});
