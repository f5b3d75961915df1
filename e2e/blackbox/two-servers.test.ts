// Two servers on one data folder: the second always refuses and says who is there, and the first loses nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { ask } from "../client.ts";
import { setUpEvening } from "../evening.ts";
import { freePort, startServer } from "../server-process.ts";

test("of two servers on one data folder the second refuses, twenty times, and nothing is lost", async () => {
  const server = await startServer({ env: { RATE_LIMITS: "off" } });
  try {
    const { groupId, topicId, host } = await setUpEvening(server, 0);
    const socket = await host.client.connect();
    const sent: string[] = [];
    for (let round = 0; round < 20; round++) {
      const second = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "server/main.ts"], {
        env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: String(await freePort()), DATA_DIR: server.dataDir },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      second.stderr.on("data", (text) => (said += text));
      const ended = once(second, "exit");
      while (second.exitCode === null && second.signalCode === null) {
        const id = v7();
        await ask(socket, "message:post", { id, groupId, topicId, body: `while the second starts: ${sent.length}` });
        sent.push(id);
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
      }
      expect(second.exitCode, said).toBe(1);
      expect(said).toContain(server.dataDir);
    }
    socket.disconnect();
    await server.kill("SIGTERM");
    await server.start();
    const { state } = await host.client.query<{ state: { messages: { id: string }[] } }>("message.list", {
      groupId,
      topicId,
      limit: 200,
    });
    expect(state.messages.map((message) => message.id)).toEqual(sent.slice(-200));
  } finally {
    await server.stop();
  }
});
