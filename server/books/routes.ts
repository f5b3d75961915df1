// HTTP door of the shelf: the pictures of an edition.
import { z } from "zod";
import { AppError } from "#domain/errors.ts";
import { Id } from "#domain/shapes/id.ts";
import type { HttpDoor } from "../http.ts";
import { getImage } from "./queries.ts";

export const bookRoutes: HttpDoor[] = [
  {
    method: "GET",
    path: "/images/:editionId/:name",
    action: "book:image",
    async handle(ctx, { params }) {
      const asked = z.object({ editionId: Id, name: z.string().max(80) }).safeParse(params);
      if (!asked.success) throw new AppError("not_found", "not_found");
      const image = await getImage(ctx, asked.data);
      const file = await ctx.house.files.read(image.name);
      if (!file) throw new AppError("not_found", "not_found");
      return {
        headers: {
          "Content-Type": image.type,
          "Content-Length": String(file.size),
          "Cache-Control": "private, max-age=31536000, immutable",
        },
        body: file.stream,
      };
    },
  },
];
