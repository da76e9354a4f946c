// node ask.mjs FILE LINE:COLUMN…: opens a YAML file in yaml-language-server, as an editor does, and
// prints as JSON its diagnostics, and for each place (from 0) what it offers and what it tells.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const program = join(dirname(require.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
const [file, ...places] = process.argv.slice(2);
const uri = pathToFileURL(resolve(file)).href;
const text = readFileSync(file, "utf8");
const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map();
let last = 0;
let diagnosed;
const diagnostics = new Promise((resolve) => { diagnosed = resolve; });

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
function ask(method, params) {
  const id = ++last;
  send({ id, method, params });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}
function heard(message) {
  if (message.method && message.id !== undefined) {
    const settings = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
    const answers = { "workspace/configuration": () => message.params.items.map(({ section }) => section === "yaml" ? settings : null) };
    send({ id: message.id, result: answers[message.method]?.() ?? null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    if (message.params.uri === uri) diagnosed(message.params.diagnostics.map(({ range, message }) => `${range.start.line + 1}: ${message}`));
  } else if (waiting.has(message.id)) {
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message)); else resolve(message.result);
  }
}
let buffer = Buffer.alloc(0);
server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())[1]);
    if (buffer.length < head + 4 + length) return;
    const body = buffer.subarray(head + 4, head + 4 + length).toString();
    buffer = buffer.subarray(head + 4 + length);
    heard(JSON.parse(body));
  }
});

await ask("initialize", {
  processId: process.pid, rootUri: pathToFileURL(dirname(resolve(file))).href,
  capabilities: { workspace: { configuration: true }, textDocument: { completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } }, hover: { contentFormat: ["markdown"] } } },
});
send({ method: "initialized", params: {} });
send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
const out = { diagnostics: await diagnostics, places: {} };
for (const place of places) {
  const [line, character] = place.split(":").map(Number);
  const where = { textDocument: { uri }, position: { line, character } };
  const offered = await ask("textDocument/completion", where);
  const told = await ask("textDocument/hover", where);
  out.places[place] = {
    offered: (offered?.items ?? offered ?? []).map(({ label, documentation }) => [label, documentation?.value ?? documentation ?? ""]),
    told: told?.contents?.value ?? told?.contents ?? "",
  };
}
console.log(JSON.stringify(out));
await ask("shutdown");
send({ method: "exit" });
