// The tRPC door by which a group takes another edition of its book.
import { EditionAdoption } from "#domain/shapes/carrying.ts";
import { door, router } from "../trpc.ts";
import { adoptEdition } from "./service.ts";

export const adoptionRouter = router({
  adopt: door("book:adopt")
    .input(EditionAdoption)
    .mutation(({ ctx, input }) => adoptEdition(ctx, input)),
});
