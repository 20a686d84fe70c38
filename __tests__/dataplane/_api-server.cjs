// Listens for HTTPS in a network namespace, and lets its parent answer: node _api-server.cjs ADDRESS PORT FOLDER
//
// FOLDER has the files tls.crt and tls.key.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:https');
const path = require('node:path');

const [address, port, folder] = process.argv.slice(2);
const [cert, key] = ['tls.crt', 'tls.key'].map((name) => readFileSync(path.join(folder, name)));
const waiting = new Map();
let requests = 0;

const server = createServer({ cert, key }, (request, response) => {
  requests += 1;
  waiting.set(requests, response);
  process.send({ id: requests, url: request.url, authorization: request.headers.authorization });
});
process.on('message', ({ id, status, body }) => {
  const response = waiting.get(id);
  waiting.delete(id);
  response.writeHead(status);
  response.end(body);
});
process.once('disconnect', () => process.exit(0));
server.listen(Number(port), address, () => process.send({ isListening: true }));
