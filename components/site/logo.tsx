/** Three layers, the newest on top. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <rect x="3" y="4" width="18" height="4.2" rx="1.4" fill="var(--color-accent)" />
      <rect x="3" y="10" width="18" height="4.2" rx="1.4" fill="var(--color-accent)" fillOpacity="0.65" />
      <rect x="3" y="16" width="18" height="4.2" rx="1.4" fill="var(--color-accent)" fillOpacity="0.35" />
    </svg>
  );
}
