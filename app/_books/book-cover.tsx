// A book's cover: the picture that came with it, over one drawn from its title and its authors, which is seen where there is none or while it loads.

import { classes } from "#app/_ui/classes.ts";
import type { BookSummary } from "#domain/shapes/book.ts";

/** Book cloth: the same by day and by night, and dark enough for the cream it is lettered in (more than 7 to 1). */
const grounds = ["bg-[#74281d]", "bg-[#234867]", "bg-[#1d5541]", "bg-[#5f4512]", "bg-[#672645]", "bg-[#443c33]"];

/** The same book has the same ground everywhere. */
function groundOf(title: string): string {
  let sum = 7;
  for (const sign of title) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 99_991;
  return grounds[sum % grounds.length] ?? "";
}

export interface BookCoverProps {
  book: Pick<BookSummary, "editionId" | "title" | "authors" | "language" | "cover">;
  /** Gives the width; the height follows. */
  className?: string;
}

/** Silent: the title stands beside it in words. */
export function BookCover({ book, className }: BookCoverProps) {
  return (
    <div
      aria-hidden
      lang={book.language}
      className={classes(
        "relative aspect-2/3 shrink-0 overflow-hidden rounded-sm text-[#fbf4e4] shadow-sheet [container-type:inline-size] forced-colors:border forced-colors:text-[CanvasText]",
        groundOf(book.title),
        className,
      )}
    >
      <div className="absolute inset-[6%] flex flex-col items-center justify-between border border-current/45 px-[3%] py-[14%] text-center font-text hyphens-auto">
        <p
          dir="auto"
          className="line-clamp-5 max-w-full text-[clamp(0.4rem,11cqi,1.6rem)] pb-[0.1em] leading-tight font-medium text-balance"
        >
          {book.title}
        </p>
        <p dir="auto" className="line-clamp-3 max-w-full text-[clamp(0.32rem,7cqi,0.95rem)] pb-[0.1em] leading-tight italic">
          {book.authors.join(" · ")}
        </p>
      </div>
      {book.cover && (
        <img
          src={`/images/${book.editionId}/${book.cover}`}
          alt=""
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </div>
  );
}
