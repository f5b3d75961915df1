// What went wrong with a form as a whole; read out at once.

import { CircleAlert } from "lucide-react";

/** The region is there before there is something to say, so that it is heard; empty, it takes no place among the fields. */
export function FormFault({ children }: { children: string | undefined }) {
  return (
    <div role="alert" className="empty:absolute">
      {children && (
        <p className="flex gap-2.5 rounded-md border border-danger bg-danger-wash px-4 py-3">
          <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 stroke-[1.75] text-danger" />
          <span className="min-w-0">{children}</span>
        </p>
      )}
    </div>
  );
}
