import { useMediaQuery } from "@mantine/hooks";

/** Whether the screen is as narrow as a phone's; the sheets say the same width. */
export const usePhone = () => useMediaQuery("(max-width: 760px)", false, { getInitialValueInEffect: false });
