import { readFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import {
  ClusterReference,
  MulticastApplication,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  PodNetwork,
  Runbook,
  WorkloadChart,
} from '../../lib';
import { IMAGE } from '../_build';

const container = { image: IMAGE };
const streamsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => MulticastStream.of(`239.10.0.${i + 1}`, { port: 5001 + i }));

/** The pictures of the runbook of one cluster, each as its lines. */
function picturesOf(fill: (chart: WorkloadChart) => void): string[][] {
  const outdir = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    const app = new App({ outdir });
    const cluster = ClusterReference.of('video', 'v1.25.7---vmware.3-fips.1-tkg.1');
    fill(new WorkloadChart(app, 'workload', { cluster }));
    app.synth();
    Runbook.write(app);
    const [file] = readdirSync(outdir).filter((name) => name.endsWith('.md'));
    const text = readFileSync(join(outdir, file), 'utf8');
    return [...text.matchAll(/```mermaid\n([^]*?)\n```/g)].map(([, lines]) => lines.split('\n'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const nodes = (lines: string[], shape: RegExp) => lines.filter((line) => shape.test(line));

test('streams with the same senders and receivers are one node', () => {
  const streams = streamsOf(40);
  const [lines, ...more] = picturesOf((chart) => {
    new MulticastApplication(chart, 'Camera', { sends: streams.slice(0, 30), receives: [], container });
    new MulticastApplication(chart, 'Other', { sends: streams.slice(30), receives: [], container });
    new MulticastApplication(chart, 'Recorder', { sends: [], receives: streams, container });
  });
  expect(more).toEqual([]);
  expect(nodes(lines, /^ {2}g\d/).filter((line) => !line.includes('-->'))).toEqual([
    expect.stringMatching(
      /^ {2}g0\("239\.10\.0\.1:5001<br\/>.*239\.10\.0\.11:5011<br\/>and 19 more#44; see the table"\)$/,
    ),
    expect.stringMatching(/^ {2}g1\("239\.10\.0\.31:5031<br\/>.*239\.10\.0\.40:5040"\)$/),
  ]);
  expect(nodes(lines, /-->/)).toEqual(['  s0 --> g0', '  s1 --> g1', '  g0 --> r0', '  g1 --> r0']);
});

test('40 streams of different workloads are five pictures, each with the workloads of its streams', () => {
  const streams = streamsOf(40);
  const pictures = picturesOf((chart) => {
    streams.forEach((stream, i) => new MulticastSender(chart, `Sender${i}`, { image: IMAGE, stream }));
    streams.forEach((stream, i) => new MulticastReceiver(chart, `Receiver${i}`, { image: IMAGE, stream }));
  });
  expect(pictures).toHaveLength(5);
  for (const [i, lines] of pictures.entries()) {
    const numbers = Array.from({ length: 8 }, (_, j) => i * 8 + j);
    expect(nodes(lines, /-->/)).toEqual([
      ...numbers.map((number, j) => `  s${number} --> g${j}`),
      ...numbers.map((number, j) => `  g${j} --> r${number}`),
    ]);
    expect(nodes(lines, /^ {4}[sr]\d+\[/)).toHaveLength(16);
  }
});

test('many pairs that are not received on another Node have one text', () => {
  const [stream] = streamsOf(1);
  const [lines] = picturesOf((chart) => {
    for (const i of Array.from({ length: 4 }, (_, j) => j)) {
      new MulticastSender(chart, `Sender${i}`, { image: IMAGE, stream, network: PodNetwork.HOST });
      new MulticastReceiver(chart, `Receiver${i}`, { image: IMAGE, stream, network: PodNetwork.HOST });
    }
  });
  expect(nodes(lines, /-\.-x/)).toHaveLength(16);
  expect(nodes(lines, /not received/)).toEqual(['  legend["dotted#44; with a cross: not received on another Node"]']);
});
