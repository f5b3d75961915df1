// HTTP doors of the margin: the Web Annotation Protocol, through the same verbs as everywhere.
import { protocolDoors } from "../exchange/protocol-doors.ts";
import type { HttpDoor } from "../http.ts";
import { addAnnotation, addReply, removeAnnotation, removeReply, reviseAnnotation, reviseReply } from "./service.ts";

export const annotationRoutes: HttpDoor[] = protocolDoors({
  ...{ addAnnotation, reviseAnnotation, removeAnnotation },
  ...{ addReply, reviseReply, removeReply },
});
