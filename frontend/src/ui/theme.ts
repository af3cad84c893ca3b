import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const sluice: MantineColorsTuple = [
  '#eef3fe',
  '#dbe6fd',
  '#b4cbfa',
  '#82aaff',
  '#6c97f5',
  '#4f7fe8',
  '#3567d6',
  '#2458c6',
  '#1d49a6',
  '#173a85',
];

/** The Mantine theme, from the design tokens. Screens use ui/, never Mantine itself. */
export const theme = createTheme({
  fontFamily: 'var(--sl-font)',
  fontFamilyMonospace: 'var(--sl-mono)',
  fontSizes: { xs: '11.5px', sm: '12px', md: '13px', lg: '14px', xl: '15px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px' },
  defaultRadius: 'sm',
  colors: { sluice },
  primaryColor: 'sluice',
  primaryShade: { light: 7, dark: 6 },
  cursorType: 'default',
  focusRing: 'auto',
  activeClassName: '',
  respectReducedMotion: true,
});

const shared = {
  '--mantine-color-body': 'var(--sl-bg)',
  '--mantine-color-text': 'var(--sl-t1)',
  '--mantine-color-dimmed': 'var(--sl-t2)',
  '--mantine-color-placeholder': 'var(--sl-t3)',
  '--mantine-color-error': 'var(--sl-red)',
  '--mantine-color-default': 'var(--sl-raise)',
  '--mantine-color-default-border': 'var(--sl-line2)',
  '--mantine-color-default-hover': 'var(--sl-hover)',
  '--mantine-color-anchor': 'var(--sl-acc)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
