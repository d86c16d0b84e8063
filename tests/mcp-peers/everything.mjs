// The protocol's example server on a free port of 127.0.0.1, whose address is the first line that this writes. It ends with its
// standard input.
import net from "node:net";

const listen = net.Server.prototype.listen;
// By itself it listens on every address of the machine, at a port that somebody has to have found free.
net.Server.prototype.listen = function (_, ...rest) {
  const callback = rest.find((one) => typeof one === "function");
  this.once("listening", () => process.stdout.write(`http://127.0.0.1:${this.address().port}/mcp\n`));
  return listen.call(this, 0, "127.0.0.1", callback);
};
console.log = console.error;
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
await import("@modelcontextprotocol/server-everything/dist/transports/streamableHttp.js");
