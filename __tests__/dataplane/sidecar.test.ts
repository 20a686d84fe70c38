import { spawnSync } from 'node:child_process';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { MulticastReceiver, MulticastStream } from '../../lib';
import { IMAGE } from '../_build';
import { sidecarOf, watches } from './applications/_pods';
import { ASSETS } from './_assets';
import { Container } from './_container';
import { READY_WITHIN } from './_deliveries';
import { endAll } from './_shell';
import * as cases from './applications/_sidecar-cases';
import * as sockets from './applications/_socket-cases';
import { Row, say, table } from './_table';
import { manifestsOf } from './_workloads';

/** The sockets of applications, each with what the sidecar can say of it. */
const SOCKETS = [undefined, '--reuse-port', '--dual-stack', '--exclusive'] as const;

const CASES = {
  flips: cases.flips,
  failedJoin: cases.failedJoin,
  noJoin: cases.noJoin,
  lateJoin: cases.lateJoin,
  onLoopback: () => cases.wrongJoin(1, '--at', '127.0.0.1'),
  otherSource: () => cases.wrongJoin(2, '--from', '10.77.2.77'),
  interfaces: cases.interfaces,
  hostNetwork: cases.hostNetwork,
  hostSender: cases.hostSender,
  noise: cases.noise,
  twoStreams: cases.twoStreams,
  hangs: cases.hangs,
  replaced: sockets.replaced,
  unsent: cases.unsent,
  counts: () => Promise.all(SOCKETS.map((option, i) => sockets.counts(i, option, true))),
  countsAlone: () => Promise.all(SOCKETS.map((option, i) => sockets.counts(i, option, false))),
  restarted: () => Promise.all(SOCKETS.map((option, i) => sockets.restarted(i, option))),
};
type Running = { readonly [name in keyof typeof CASES]: ReturnType<(typeof CASES)[name]> };

let running: Running;
const rows: Row[] = [];

beforeAll(async () => {
  const started = Object.entries(CASES).map(([name, start]) => [name, start()] as const);
  running = Object.fromEntries(started) as unknown as Running;
  await Promise.allSettled(Object.values(running));
});

afterAll(() => {
  endAll();
  say(table(rows));
});

test('readiness follows the packets that arrive', async () => {
  const { row, wasReady } = await running.flips;
  rows.push(row);
  expect(wasReady).toBe(false);
  expect(row.toReady).toBeGreaterThan(0);
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(row.toNotReady).toBeGreaterThan(0);
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
});

test('readiness of a sender follows the packets that leave', async () => {
  const { senderRow } = await running.flips;
  rows.push(senderRow);
  expect(senderRow.toReady).toBeGreaterThan(0);
  expect(senderRow.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(senderRow.toNotReady).toBeGreaterThan(0);
  expect(senderRow.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
});

test('the log has the right answers before, while and after the application receives', async () => {
  const { before, during, after, toLeft } = await running.flips;
  expect(before).toEqual({ joined: 'yes', receiving: 'no', packets: '0', own: '0' });
  expect(during).toEqual({ joined: 'yes', receiving: 'yes', packets: expect.stringMatching(/^[1-9]/), own: '0' });
  expect(after).toEqual({ joined: 'no', receiving: 'no', packets: '-', own: '-' });
  expect(toLeft).toBeLessThanOrEqual(READY_WITHIN);
});

test('a join that failed is seen, although the application keeps its socket', async () => {
  const { pod, answers, received } = await running.failedJoin;
  expect(pod.application.text).toContain('cannot join: ENODEV');
  expect(received.packets).toBeGreaterThan(100);
  expect(answers).toEqual({ joined: 'no', receiving: 'no', packets: '0', own: '0' });
  expect(pod.sidecar.changes).toEqual([]);
});

test('the sidecar itself never joins, with its own socket open', async () => {
  const { pod, answers, groups, sockets: bound } = await running.noJoin;
  expect(groups.match(/^\t+[0-9A-F]{8}/gm)!.map((line) => line.trim())).toEqual(['010000E0', '010000E0']);
  expect(bound).toContain(' 030028EF:1389 ');
  expect(answers).toEqual({ joined: 'no', receiving: 'no', packets: '0', own: '0' });
  expect(pod.sidecar.changes).toEqual([]);
});

test('a join on loopback does not count', async () => {
  const { pod, answers } = await running.onLoopback;
  expect(answers).toEqual({ joined: 'no', receiving: 'no', packets: '0', own: '0' });
  expect(pod.sidecar.text).toContain('239.43.0.1:5001 is joined on lo, and not on an interface of the network\n');
});

test('a join for another source receives nothing', async () => {
  const { pod, answers } = await running.otherSource;
  expect(answers).toEqual({ joined: 'yes', receiving: 'no', packets: '0', own: '0' });
  expect(pod.sidecar.changes).toEqual([]);
});

test('with an interface, only a join on this one counts', async () => {
  const { right, wrong } = await running.interfaces;
  expect([right.isReady, wrong.isReady]).toEqual([true, false]);
  expect(wrong.text).toContain('239.40.0.14:5001 is joined on eth0, and not on net1\n');
});

test('a join that comes late is seen', async () => {
  const { row, wasReady, answers } = await running.lateJoin;
  rows.push(row);
  expect(wasReady).toBe(false);
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(answers).toMatchObject({ joined: 'yes', receiving: 'yes' });
});

describe.each(SOCKETS.map((option, i) => [option ?? 'SO_REUSEADDR', i] as const))('a socket with %s', (name, i) => {
  const isShared = name !== '--exclusive';

  test('the application counts what tcpdump counts, with the sidecar and without', async () => {
    for (const { captured, counted, row } of [(await running.counts)[i], (await running.countsAlone)[i]]) {
      rows.push(row);
      expect([captured, counted]).toEqual([sockets.BURST, sockets.BURST]);
    }
  });

  test('the sidecar counts the same, or logs that it cannot', async () => {
    const { answers } = (await running.counts)[i];
    const shared = { joined: 'yes', receiving: 'yes', packets: String(sockets.BURST), own: '0' };
    expect(answers).toEqual(isShared ? shared : { joined: 'yes', receiving: 'unknown', packets: '-', own: '-' });
  });

  test('the application can start again next to the sidecar, and receives', async () => {
    const { pod, again, answers } = (await running.restarted)[i];
    expect([pod.application.starts, pod.application.exits.length]).toEqual([2, 1]);
    expect(pod.application.text.match(/^bound$/gm)).toHaveLength(2);
    expect(again).toBeGreaterThan(100);
    expect(answers).toMatchObject({ joined: 'yes', receiving: isShared ? 'yes' : 'unknown' });
    expect(pod.pod.isReady).toBe(true);
  });
});

test('when the application ends, the sidecar frees the port also for a socket that does not share it', async () => {
  const { application } = await running.replaced;
  expect([application.starts, application.exits.length]).toEqual([2, 1]);
  expect(application.text.match(/^bound$/gm)).toHaveLength(2);
});

test('a sender whose packets do not leave is not ready', async () => {
  const { application, sidecar } = await running.unsent;
  expect(application.text).toContain('cannot send: ENETUNREACH');
  expect(sidecar.text).toMatch(/^multicast 239\.40\.0\.13:5001 sending=no packets=- own=-$/m);
  expect(sidecar.changes).toEqual([]);
});

test('the reports of groups that the kernel sends are not a stream', async () => {
  const { pod } = await running.noise;
  const { group, port } = cases.UNSENT;
  expect(pod.sidecar.text).toContain(`multicast ${group}:${port} sending=no`);
  expect(pod.sidecar.text).not.toContain(`multicast ${group}:${port} sending=yes`);
});

test('one line has the reason why packets cannot be counted', async () => {
  const [, , , { pod }] = await running.restarted;
  const lines = pod.sidecar.text.split('\n').filter((line) => line.includes('cannot be counted'));
  expect(lines).toEqual([
    'multicast: the packets of 239.42.0.3:5001 cannot be counted, because the socket of the application does not share its port (SO_REUSEADDR): ready means only that it joined',
  ]);
});

test('with hostNetwork no one knows who joined, and packets make it ready', async () => {
  const { pod, row, answers } = await running.hostNetwork;
  rows.push(row);
  expect(answers).toMatchObject({ joined: 'unknown', receiving: 'yes', packets: expect.stringMatching(/^[1-9]/) });
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(pod.sidecar.text.match(/joined cannot be known/g)).toHaveLength(1);
});

test('with hostNetwork no one knows who sends, but that no packet leaves is known', async () => {
  const { during, wasReady, row } = await running.hostSender;
  rows.push(row);
  expect(during).toEqual({ sending: 'unknown', packets: '-', own: '-' });
  expect(wasReady).toBe(true);
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
});

test('another port and another group do not count', async () => {
  const { pod, answers, others } = await running.noise;
  expect(Math.min(...others)).toBeGreaterThan(100);
  expect(answers).toEqual({ joined: 'yes', receiving: 'no', packets: '0', own: '0' });
  expect(pod.sidecar.changes).toEqual([]);
});

test('with two streams the Pod is ready when both are received', async () => {
  const { before, after, wasReady, row } = await running.twoStreams;
  rows.push(row);
  expect(before.map(({ receiving }) => receiving)).toEqual(['yes', 'no']);
  expect(after.map(({ receiving }) => receiving)).toEqual(['yes', 'yes']);
  expect(wasReady).toBe(false);
  expect(row.toReady).toBeLessThanOrEqual(READY_WITHIN);
});

test('a sidecar that hangs is not ready', async () => {
  const { row, reason } = await running.hangs;
  rows.push(row);
  expect(row.toNotReady).toBeLessThanOrEqual(READY_WITHIN);
  expect(reason).toBe('watch.pl has not written its answer in the last 6 seconds\n');
});

test('SIGTERM ends it at once, as process 1', async () => {
  const { end } = await running.hangs;
  expect(end.code).toBe(0);
  expect(end.seconds).toBeLessThanOrEqual(1);
});

describe.each(['dash', 'busybox'] as const)('its probe in the shell of %s', (shell) => {
  let container: Container;
  /** Asks with an answer that is so many seconds old. */
  const ask = (age: number, answer: string) => {
    const beat = Math.floor(uptime()) - age;
    const ask = `echo "${beat} ${answer}" >/tmp/watch; sh /opt/multicast/watched.sh`;
    return container.exec('sh', '-c', ask);
  };

  beforeAll(async () => {
    container = await cases.shellOf(ASSETS[shell]);
  });

  test('without an answer it fails', async () => {
    const answer = await container.exec('sh', '/opt/multicast/watched.sh');
    expect(answer).toEqual({ code: 1, output: 'watch.pl has not written its answer yet\n' });
  });

  test('it succeeds if the answer is ready', async () => {
    expect(await ask(2, 'ready')).toEqual({ code: 0, output: '' });
  });

  test('it prints the reason if it is not', async () => {
    const reason = 'no packet of 239.1.2.3:5001 in the last 8 seconds';
    expect(await ask(2, `not ready: ${reason}`)).toEqual({ code: 1, output: `${reason}\n` });
  });

  test.each([
    ['too old', 9],
    ['left from before the machine started', -100],
  ])('it fails if the answer is %s', async (_, age) => {
    expect(await ask(age, 'ready')).toEqual({
      code: 1,
      output: 'watch.pl has not written its answer in the last 6 seconds\n',
    });
  });
});

describe('its command line', () => {
  const run = (...args: string[]) =>
    spawnSync('perl', [join(__dirname, '../../images/multicast/watch.pl'), ...args], {
      encoding: 'utf8',
      timeout: 5000,
    });

  test.each([
    [[], 'usage:'],
    [['receiver:10.1.2.3:5001'], 'receiver:10.1.2.3:5001 is not a valid stream: use a group from 224.0.0.0'],
    [['receiver:239.1.2.3:70000'], 'receiver:239.1.2.3:70000 is not a valid stream: use a group'],
    [['listener:239.1.2.3:5001'], 'listener:239.1.2.3:5001 is not a valid option or stream'],
    [['--ready=maybe', 'receiver:239.1.2.3:5001'], '--ready=maybe is not a valid option'],
    [['sender:239.1.2.3:5001', 'receiver:239.1.2.3:5001'], '239.1.2.3:5001 is in the list twice: use the role peer'],
    [['receiver:239.1.2.3:5001\u001b[31m\n'], 'receiver:239.1.2.3:5001?[31m? is not a valid option'],
  ])('%j is refused', (args, expected) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr).toContain('usage: watch.pl');
  });
});

test('the sidecar of these Pods is that of the constructs', () => {
  const stream = MulticastStream.of('239.1.1.1', { port: 5001 });
  const container = { image: 'registry.example.com/application:v1' };
  const made = manifestsOf((chart) => {
    new MulticastReceiver(chart, 'Receiver', { stream, container, sidecar: { image: IMAGE } });
  });
  const { containers } = made.find(({ kind }) => kind === 'Deployment')!.spec.template.spec;
  const { command, readinessProbe, volumeMounts } = containers.find(({ name }: any) => name === 'multicast-watch');
  const ours = sidecarOf(['--ready=receiving', watches('receiver', stream)]);
  expect({ command, readinessProbe }).toEqual({ command: ours.command, readinessProbe: ours.readinessProbe });
  expect(volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(
    ours.volumeMounts.map(({ mountPath }: any) => mountPath),
  );
});
