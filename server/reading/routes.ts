// HTTP doors of a reader: "I have read to here" as a plain form, for pages without script. They lead back to the end of the chapter.
import { AppError } from "#domain/errors.ts";
import { ChapterLook } from "#domain/shapes/book.ts";
import type { HttpAnswer, HttpDoor } from "../http.ts";
import { declareRead, takeBackRead } from "./service.ts";

/** The id of the form on the chapter's page (app/groups/[group]/read/_desk/declare-read.tsx). */
const BACK_TO = "#read-to-here";

async function declared(
  ctx: Parameters<typeof declareRead>[0],
  params: Record<string, string>,
  verb: typeof declareRead,
): Promise<HttpAnswer> {
  const asked = ChapterLook.safeParse(params);
  if (!asked.success) throw new AppError("not_found", "not_found");
  await verb(ctx, asked.data);
  const { groupId, chapterId } = asked.data;
  return { status: 303, headers: { Location: `/groups/${groupId}/read/${chapterId}${BACK_TO}` }, body: "" };
}

export const readingRoutes: HttpDoor[] = [
  {
    method: "POST",
    path: "/reads/:groupId/:chapterId/declare",
    action: "chapter:declare_read",
    handle: (ctx, { params }) => declared(ctx, params, declareRead),
  },
  {
    method: "POST",
    path: "/reads/:groupId/:chapterId/take-back",
    action: "chapter:take_back",
    handle: (ctx, { params }) => declared(ctx, params, takeBackRead),
  },
];
