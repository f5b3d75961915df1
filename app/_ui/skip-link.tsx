// The first stop of the keyboard: past the head of the page, to the element with id="content".

export function SkipLink(props: { label: string }) {
  return (
    <a
      href="#content"
      className="z-toast sr-only rounded-md bg-ink px-4 py-2.5 text-sheet focus:not-sr-only focus:fixed focus:start-4 focus:top-4"
    >
      {props.label}
    </a>
  );
}
