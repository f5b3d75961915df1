// HTTP door of imports: the upload of a file.
import { z } from "zod";
import { AppError } from "#domain/errors.ts";
import { Id, line } from "#domain/shapes/id.ts";
import type { HttpDoor } from "../http.ts";
import { uploadBook } from "./service.ts";

const Query = z.object({ id: Id, branch: Id, name: line(255), of: Id.optional() });

/** The doors; an upload may have at most `most` bytes. */
export const importRoutes = (most: number): HttpDoor[] => [
  {
    method: "POST",
    path: "/upload/book",
    action: "book:import",
    async handle(ctx, { query, request }) {
      // A form of another site cannot set this header; with the check of the origin it is the second lock.
      if (request.headers["x-interleaf"] !== "upload") throw new AppError("invalid", "invalid_input", { what: "X-Interleaf" });
      const asked = Query.safeParse(Object.fromEntries(query));
      if (!asked.success)
        throw new AppError("invalid", "invalid_input", {
          what: asked.error.issues.map((issue) => issue.path.join(".")).join(", "),
        });
      if (Number(request.headers["content-length"] ?? 0) > most)
        throw new AppError("too_large", "too_large", { limit: `${Math.floor(most / 1_000_000)} MB` });
      const { id, branch, name, of } = asked.data;
      const upload = { id, branchId: branch, fileName: name, file: request, most, ...(of && { ofBookId: of }) };
      const begun = await uploadBook(ctx, upload);
      return { status: 202, headers: { "Content-Type": "application/json; charset=utf-8" }, body: JSON.stringify(begun) };
    },
  },
];
