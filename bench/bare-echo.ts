// A bare Socket.IO server on PORT that keeps nothing and knows nobody: what it hears as `say` everybody hears as `live`. Compared with in live.ts.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => {
  response.statusCode = request.url === "/readyz" ? 200 : 404;
  response.end();
});
const io = new Server(http, { serveClient: false });
io.on("connection", (socket) => {
  socket.on("say", (message: unknown, acknowledge: () => void) => {
    io.emit("live", [message]);
    acknowledge();
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1");
