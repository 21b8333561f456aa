/** The parts of the catalogue that no screen says; the interface is built without them. */
export const serverOnly = ["cli", "doctor", "paper", "practice"] as const;
