// Serves the fixtures of the file named first until standard input ends: it cannot outlive the test that started it.
import { readFileSync } from "node:fs";
import { LLMock } from "@copilotkit/aimock";

const { fixtures, options } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const standIn = new LLMock({ ...options, host: "127.0.0.1", port: 0 });
standIn.addFixturesFromJSON(fixtures);
const url = await standIn.start();
process.stdin.resume().on("end", () => process.exit(0));
console.log(url);
