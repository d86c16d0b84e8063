// The TypeScript SDK's client: connects to an address with a token, lists the tools, makes the calls that it is given, and writes
// what came of it all as one JSON. `node client.mjs URL TOKEN '[{"name": …, "arguments": …}]'`
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, token, calls] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const client = new Client({ name: "mcp-peers", version: "1.0.0" });
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
const { tools } = await client.listTools();
const results = [];
for (const call of JSON.parse(calls)) results.push(await client.callTool(call));
await client.close();
console.log(JSON.stringify({ server: client.getServerVersion(), tools, results }));
