// npm run schemas:kubernetes: writes schemas/kubernetes-MINOR.json for each API server that the cluster tests use. It starts
// the server, and reads the structure of the built-in kinds from it. The cluster tests check that the files are current.
const { execFileSync, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const https = require('node:https');
const path = require('node:path');
const { structureOf, textOf } = require('./_kubernetes-structure.cjs');

const project = path.dirname(__dirname);
const ANY = { enforce: 'privileged', warn: 'privileged', audit: 'privileged' };

function minorOf(assets) {
  const output = execFileSync(path.join(assets, 'kubectl'), ['version', '--client', '--output=json']);
  return /^v(\d+\.\d+)/.exec(JSON.parse(output).clientVersion.gitVersion)[1];
}

/** Starts an API server that ends with this process, or when `stop` is called. */
async function start(assets) {
  const keeper = path.join(project, '__tests__', 'cluster', '_keeper.cjs');
  const configuration = JSON.stringify({ defaults: ANY, exemptions: {} });
  const child = spawn(process.execPath, [keeper, assets, configuration], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let line = '';
  for await (const part of child.stdout) {
    line += part;
    if (line.includes('\n')) {
      break;
    }
  }
  if (line === '') {
    throw new Error(`the API server of ${assets} did not start`);
  }
  const { clusters, users } = JSON.parse(fs.readFileSync(JSON.parse(line).kubeconfig, 'utf8'));
  return {
    url: clusters[0].cluster.server,
    ca: Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64'),
    token: users[0].user.token,
    stop: () => (child.stdin.end(), ended),
  };
}

function getter({ url, ca, token }) {
  return (at) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      https
        .get(`${url}${at}`, { ca, headers }, (answer) => {
          let text = '';
          answer
            .setEncoding('utf8')
            .on('data', (part) => (text += part))
            .on('end', () =>
              answer.statusCode === 200
                ? resolve(JSON.parse(text))
                : reject(new Error(`${at}: ${answer.statusCode} ${text}`)),
            );
        })
        .once('error', reject);
    });
}

async function main() {
  const made = spawnSync(process.execPath, [path.join(__dirname, 'cluster-assets.cjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (made.status !== 0 || made.stdout === '') {
    process.exitCode = made.status || 1;
    return;
  }
  for (const assets of made.stdout.split(path.delimiter)) {
    const server = await start(assets);
    try {
      const minor = minorOf(assets);
      const file = path.join('schemas', `kubernetes-${minor}.json`);
      const text = textOf(await structureOf(getter(server), minor));
      fs.writeFileSync(path.join(project, file), text);
      process.stdout.write(`${file}: ${Math.round(text.length / 1000)} kB\n`);
    } finally {
      await server.stop();
    }
  }
}

main();
