// Next alone with the product's build, on PORT: what starting costs before any of our own work is added. Compared with in start.ts.
import { createServer } from "node:http";
import next from "next";

const port = Number(process.env.PORT);
const app = next({ dev: false, hostname: "127.0.0.1", port });
await app.prepare();
const pages = app.getRequestHandler();
createServer((request, response) => {
  if (request.url === "/readyz") response.end("ready");
  else void pages(request, response);
}).listen(port, "127.0.0.1");
