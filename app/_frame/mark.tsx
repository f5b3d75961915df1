// The sign of the house: an open book with a blank leaf bound in between its pages.

export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="none" strokeWidth="1.5" strokeLinejoin="round">
      <path className="stroke-ink" d="M11 7.5C9 6 6 5.5 3 5.5v12c3 0 6 .5 8 2" />
      <path className="stroke-ink" d="M13 7.5c2-1.5 5-2 8-2v12c-3 0-6 .5-8 2" />
      <path className="stroke-rubric" d="M12 3.5v17" strokeLinecap="round" />
    </svg>
  );
}
