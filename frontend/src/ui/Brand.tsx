/** The mark of the program: an eight-pointed star with the counter in it; `plain` is its outline for paper. */
export function Brand({ size = 34, label, plain = false }: { size?: number; label?: string; plain?: boolean }) {
  if (plain)
    return (
      <svg viewBox="-1 -1 50 50" width={size} height={size} aria-hidden="true">
        <path d="M48 24 41 31V41H31L24 48 17 41H7V31L0 24 7 17V7H17L24 0 31 7H41V17Z" fill="none" stroke="currentColor" strokeWidth={3} />
      </svg>
    );
  return (
    <svg viewBox="-1 -1 50 50" width={size} height={size} role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      <path d="M48 24 41 31V41H31L24 48 17 41H7V31L0 24 7 17V7H17L24 0 31 7H41V17Z" fill="var(--pk-accent)" />
      <path d="M14 21h20v3H14zM17 26h14v8H17z" fill="var(--pk-surface)" />
      <path d="M21 14h6v5h-6z" fill="var(--pk-needs-mark)" />
    </svg>
  );
}
