import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

// The scales live in tokens.css; Mantine gets them by name, so that there is one palette.
const scale = (name: string) => Array.from({ length: 10 }, (_, step) => `var(--pk-${name}-${step})`) as unknown as MantineColorsTuple;

export const theme = createTheme({
  fontFamily: "var(--pk-font)",
  fontFamilyMonospace: "var(--pk-mono)",
  colors: { firoozeh: scale("firoozeh"), lapis: scale("lapis"), saffron: scale("saffron"), anar: scale("anar") },
  primaryColor: "firoozeh",
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: "var(--pk-r-sm)",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontSizes: { xs: ".75rem", sm: ".8125rem", md: ".875rem", lg: "1rem", xl: "1.25rem" },
});

const semantic = {
  "--mantine-color-body": "var(--pk-bg)",
  "--mantine-color-text": "var(--pk-text)",
  "--mantine-color-dimmed": "var(--pk-text3)",
  "--mantine-color-placeholder": "var(--pk-text3)",
  "--mantine-color-default": "var(--pk-raised)",
  "--mantine-color-default-hover": "var(--pk-hover)",
  "--mantine-color-default-border": "var(--pk-line)",
  "--mantine-color-error": "var(--pk-wrong-text)",
  "--mantine-primary-color-filled": "var(--pk-accent)",
  "--mantine-primary-color-contrast": "var(--pk-on-accent)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: semantic, dark: semantic });
