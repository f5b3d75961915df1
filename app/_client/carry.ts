// How each command of the outbox reaches the server: messages by socket, everything else by tRPC.
import type { Api } from "#app/_client/api.ts";
import type { Live } from "#app/_client/live.ts";
import type { OutboxItem } from "#app/_client/outbox.ts";

/** Gives the carrier of an outbox: it resolves with the server's answer and throws what the transport throws. */
export function carryBy(api: Api, live: Live): (item: OutboxItem) => Promise<unknown> {
  return (item) => {
    switch (item.verb) {
      case "message.post":
        return live.request("message:post", item.input);
      case "annotation.add":
        return api.annotation.add.mutate(item.input);
      case "annotation.revise":
        return api.annotation.revise.mutate(item.input);
      case "annotation.remove":
        return api.annotation.remove.mutate(item.input);
      case "reply.add":
        return api.reply.add.mutate(item.input);
      case "reply.revise":
        return api.reply.revise.mutate(item.input);
      case "reply.remove":
        return api.reply.remove.mutate(item.input);
      case "annotation.react":
        return api.annotation.react.mutate(item.input);
      case "question.move":
        return api.question.move.mutate(item.input);
      case "annotation.pin":
        return api.annotation.pin.mutate(item.input);
      case "annotation.putOnAgenda":
        return api.annotation.putOnAgenda.mutate(item.input);
      case "meeting.answer":
        return api.meeting.answer.mutate(item.input);
    }
  };
}
