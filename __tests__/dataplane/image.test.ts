import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { MulticastCloudInit, MulticastReceiver, MulticastSender, MulticastStream, VmRole } from '../../lib';
import { IMAGE } from '../_build';
import { ASSETS } from './_assets';
import { Container } from './_container';
import { Pod } from './_pod';
import { endAll, until } from './_shell';
import { Site } from './_site';
import { say } from './_table';
import { manifestsOf } from './_workloads';

const { list, sbom } = createRequire(__filename)('../../images/multicast/sbom.cjs');

const PROJECT = join(__dirname, '..', '..');
const STREAM = MulticastStream.of('239.30.0.1');

let site: Site;
let shell: Container;

/** A Pod of our image as `restricted` wants it. */
async function start(container: { readonly [field: string]: any }): Promise<Container> {
  const spec = {
    restartPolicy: 'Never',
    securityContext: { runAsUser: 65534, runAsGroup: 65534 },
    volumes: [{ name: 'tmp', emptyDir: {} }],
    containers: [{ name: 'tools', volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }], ...container }],
  };
  const pod = await Pod.start(site, 'pod-a', spec, { manifests: [] });
  await until(() => pod.isReady || !pod.container.isRunning, 10);
  return pod.container;
}

beforeAll(async () => {
  site = await Site.lay(STREAM);
  shell = await start({ command: ['sleep', '600'] });
});

afterAll(() => {
  endAll();
  say(`The image has ${ASSETS.size}, its base ${ASSETS.baseSize}.`);
  reportMoves();
});

/** The list of packages of dpkg in the image. */
function packageStatus(): string {
  return readFileSync(join(ASSETS.root, 'var/lib/dpkg/status'), 'utf8');
}

/** Prints which packages have another version than in packages.txt. It is not an error that the mirror has newer ones. */
function reportMoves(): void {
  const recorded = readFileSync(join(PROJECT, 'images/multicast/packages.txt'), 'utf8').split('\n');
  const moved = list(packageStatus())
    .split('\n')
    .filter((line: string) => !recorded.includes(line));
  if (moved.length > 0) {
    say(`The mirror has moved on since images/multicast/packages.txt was written:\n${moved.join('\n')}`);
  }
}

test('its bill of materials has all packages that dpkg lists', () => {
  const query = ['dpkg-query', '--show', '--showformat', '${Package} ${Version}\n'];
  const listed = execFileSync('chroot', [ASSETS.root, ...query], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .sort();
  const { components } = sbom(packageStatus());
  expect(components.map(({ name, version }: any) => `${name} ${version}`).sort()).toEqual(listed);
  expect(listed.length).toBeGreaterThan(100);
});

test('its user is not privileged, and its entry point begins with an init', () => {
  expect(ASSETS.config.User).toBe('65534:65534');
  expect(ASSETS.config.Entrypoint).toEqual(['tini', '--', 'sh', '/opt/multicast/entrypoint.sh']);
});

test('its labels have its title and its base', () => {
  expect(ASSETS.config.Labels).toMatchObject({
    'org.opencontainers.image.base.name': 'localhost/base',
    'org.opencontainers.image.licenses': 'Apache-2.0',
    'org.opencontainers.image.title': 'multicast',
    'org.opencontainers.image.version': '0.0.0-test',
  });
});

test('its base is pinned by a date and a digest', () => {
  expect(readFileSync(join(PROJECT, 'images/multicast/Dockerfile'), 'utf8')).toMatch(
    /^ARG BASE=debian:bookworm-\d{8}-slim@sha256:[0-9a-f]{64}$/m,
  );
});

test('it has the scripts of the project, readable by all and writable by no one', () => {
  const folder = join(ASSETS.root, 'opt/multicast');
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['health.sh', 'receive.sh', 'send.sh', 'watch.pl']));
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(PROJECT, 'images/multicast', name)));
  }
  expect(execFileSync('find', [folder, '-type', 'f', '!', '-perm', '-0444'], { encoding: 'utf8' })).toBe('');
});

test('no file of it changes the user who runs it, and the package lists are gone', () => {
  expect(execFileSync('find', [ASSETS.root, '-xdev', '-type', 'f', '-perm', '/6000'], { encoding: 'utf8' })).toBe('');
  expect(readdirSync(join(ASSETS.root, 'var/lib/apt/lists'))).toEqual([]);
});

test('a container has no capability, gains none, and can write only to /tmp', async () => {
  const { output } = await shell.exec('cat', '/proc/self/status');
  expect(output).toMatch(/CapInh:\s+0+\nCapPrm:\s+0+\nCapEff:\s+0+\n/);
  expect(output).toMatch(/NoNewPrivs:\s+1\n/);
  expect(
    (await shell.exec('touch', '/etc/x', '/opt/multicast/x', '/usr/x')).output.match(/Read-only file system/g),
  ).toHaveLength(3);
  expect((await shell.exec('touch', '/tmp/x')).code).toBe(0);
});

test.each([
  ['iperf', ['sh', '-c', 'iperf -v || [ $? -eq 1 ]'], 'iperf version 2.'],
  ['ip', ['ip', '-4', '-brief', 'address', 'show', 'eth0'], '10.77.2.2/24'],
  ['ip, the groups that are joined', ['ip', 'maddress', 'show', 'dev', 'eth0'], '224.0.0.1'],
  ['tracepath', ['tracepath', '-n', '-m', '1', '10.77.2.1'], '10.77.2.1'],
  ['bash', ['bash', '-c', 'echo $BASH_VERSION'], '5.'],
  ['screen', ['sh', '-c', 'screen -d -m sh -c "echo ran >/tmp/screen" && sleep 1 && cat /tmp/screen'], 'ran'],
  ['curl', ['curl', '--version'], 'https'],
  ['perl', ['perl', '-c', '/opt/multicast/watch.pl'], 'syntax OK'],
  ['jq', ['jq', '-n', '6*7'], '42'],
])('%s works without any capability', async (_, command, expected) => {
  const { output, code } = await shell.exec(...command);
  expect(output).toContain(expected);
  expect(code).toBe(0);
});

test.each([
  ['tcpdump', ['tcpdump', '-c', '1', '-i', 'eth0'], "don't have permission to perform this capture"],
  ['ping', ['ping', '-c', '1', '-W', '1', '10.77.2.1'], 'Operation not permitted'],
  ['ip, to change anything', ['ip', 'route', 'add', '239.0.0.0/8', 'dev', 'eth0'], 'Operation not permitted'],
])('%s needs a capability that restricted denies', async (_, command, expected) => {
  const { output, code } = await shell.exec(...command);
  expect(output).toContain(expected);
  expect(code).not.toBe(0);
});

test('ping needs none where net.ipv4.ping_group_range opens ICMP sockets', async () => {
  const open = 'echo "0 2147483647" >/proc/sys/net/ipv4/ping_group_range';
  execFileSync('nsenter', [`--net=/run/netns/${site.namespace('pod-a')}`, 'sh', '-c', open]);
  expect((await shell.exec('ping', '-c', '1', '-W', '1', '10.77.2.1')).output).toContain('1 received');
});

test('its entry point receives and sends, and ends within two seconds of SIGTERM', async () => {
  const receiver = await start({ args: ['receive', STREAM.group] });
  const sender = await start({ args: ['send', STREAM.group, '5001', '-b', '2m'] });
  expect(await until(() => / sec +[1-9].*KBytes/.test(receiver.text), 15)).toBe(true);
  const [receiverEnd, senderEnd] = await Promise.all([receiver.stop(), sender.stop()]);
  expect([receiverEnd.code, senderEnd.code]).toEqual([0, 0]);
  expect(Math.max(receiverEnd.seconds, senderEnd.seconds)).toBeLessThanOrEqual(2);
  expect(sender.text).toContain('Sending 1470 byte datagrams');
});

test('its entry point runs any other command, which SIGTERM ends too', async () => {
  const sleeper = await start({ args: ['sleep', '600'] });
  expect((await sleeper.stop()).seconds).toBeLessThanOrEqual(2);
});

test.each([[[]], [['receive']], [['send', 'eth0; reboot']], [['receive', '239.1.1.1', '$(id)']]])(
  'its entry point prints its usage for %j',
  async (args) => {
    const failed = await start({ args });
    await until(() => !failed.isRunning && failed.text !== '', 10);
    expect(failed.exits[0].code).toBe(2);
    expect(failed.text).toMatch(/^usage: receive GROUP/);
  },
);

test('the tests do not use the network of the machine', () => {
  const devices = execFileSync('ip', ['-json', 'link'], { encoding: 'utf8' });
  // The keeper's own namespace, in which nothing but loopback is.
  expect(JSON.parse(devices).map(({ ifname }: { ifname: string }) => ifname)).toEqual(['lo']);
  expect(readlinkSync('/proc/self/ns/net')).not.toBe(process.env.MULTICAST_HOST_NETWORK);
});

describe('shellcheck', () => {
  /** What it says about files below a folder, with what they include. */
  const check = (folder: string, ...files: string[]): string =>
    spawnSync('shellcheck', ['-x', '-s', 'sh', ...files], { cwd: folder, encoding: 'utf8' }).stdout;

  /** The same for scripts by name, laid out as in the project. */
  const checkTexts = (scripts: [string, string][]): string => {
    const folder = mkdtempSync('/run/scripts-');
    mkdirSync(join(folder, 'images/multicast'), { recursive: true });
    const paths = scripts.map(([name]) => `images/multicast/${name}`);
    scripts.forEach(([, text], i) => writeFileSync(join(folder, paths[i]), text));
    return check(folder, ...paths);
  };

  const scripts = readdirSync(join(PROJECT, 'images'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sh'),
  );

  test.each([...scripts.map((name) => `images/${name}`), '__tests__/dataplane/_container.sh'])('%s', (path) => {
    expect(check(PROJECT, path)).toBe('');
  });

  test('every script in the manifests', () => {
    const manifests = manifestsOf((chart) => {
      new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: IMAGE });
      new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
    });
    const maps = manifests.filter(({ kind }) => kind === 'ConfigMap');
    const texts = maps.flatMap(({ data }) => Object.entries<string>(data)).filter(([name]) => name.endsWith('.sh'));
    expect(texts.map(([name]) => name)).toEqual(expect.arrayContaining(['health.sh', 'receive.sh', 'send.sh']));
    expect(checkTexts(texts)).toBe('');
  });

  test.each([['receiver', VmRole.receiver([STREAM])] as const, ['sender', VmRole.sender(STREAM)] as const])(
    'every script in the cloud-init of a %s',
    (_, role) => {
      const { write_files: files } = parse(MulticastCloudInit.of(role).userData);
      const texts = files
        .filter(({ path }: any) => path.endsWith('.sh'))
        .map(({ path, content }: any) => [basename(path), content]);
      expect(texts).not.toEqual([]);
      expect(checkTexts(texts)).toBe('');
    },
  );
});
