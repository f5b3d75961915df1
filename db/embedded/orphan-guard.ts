// A thread of the database process that ends it when its parent has died and it does not end by itself: a PGlite that hangs
// holds up the main thread, which then hears neither its parent's death nor a signal, and would keep the folder's lock for ever.
import process from "node:process";

const second = 1000;
const parent = process.ppid;
let orphanedFor = 0;

setInterval(() => {
  orphanedFor = process.ppid === parent ? 0 : orphanedFor + 1;
  // Safe for the data: acknowledged rows are on the disk.
  if (orphanedFor > 30) process.kill(process.pid, "SIGKILL");
}, second);
