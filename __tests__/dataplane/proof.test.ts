import { parseAllDocuments } from 'yaml';
import { MulticastStream } from '../../lib';
import { ProjectCopy } from '../cli/_project';
import { Capture } from './_capture';
import { Container } from './_container';
import { Pod } from './_pod';
import { endAll, sleep, until } from './_shell';
import { Place, Site } from './_site';
import { say } from './_table';
import { startMachine } from './_vm';
import { WorkloadCluster } from './_workload-cluster';

/** Where the Pods of main.ts run: the receiver must be on another Node than the senders. */
const PLACES: { readonly [deployment: string]: Place } = {
  mcreceiver: 'pod-c',
  mcsender: 'pod-a',
  'mcsender-host': 'node',
};
const GROUP = '239.255.12.43';
const POD_STREAM = MulticastStream.of(GROUP, { port: 5001 });
const HOST_STREAM = MulticastStream.of(GROUP, { port: 5002 });

let site: Site;
let documents: any[];
let pods: { readonly [deployment: string]: Pod };
let machine: Pod;
let cluster: WorkloadCluster;
let proof: Container;
let hostPackets: Capture;

function named(kind: string): any[] {
  return documents.filter((document) => document.kind === kind);
}

/** The objects that `cdk8s synth` writes for main.ts. */
function synthesize(): any[] {
  // In the memory of this run, which the kernel removes with the namespaces.
  const project = new ProjectCopy('/run');
  project.synth();
  const texts = Object.values(project.manifests());
  project.remove();
  return texts.flatMap((text) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS()));
}

beforeAll(async () => {
  documents = synthesize();
  site = await Site.lay(POD_STREAM);
  hostPackets = await site.capture('node-2', 'in', HOST_STREAM);
  const cloudInit = named('Secret').find(({ stringData }) => stringData?.['user-data'])!;
  machine = await startMachine(site, cloudInit.stringData['user-data']);
  const started = named('Deployment').map(async (deployment) => {
    const { name } = deployment.metadata;
    const { spec } = deployment.spec.template;
    return [name, await Pod.start(site, PLACES[name], spec, { manifests: documents })] as const;
  });
  pods = Object.fromEntries(await Promise.all(started));
  const members = named('Deployment').map((deployment) => {
    const { name } = deployment.metadata;
    return { deployment, place: PLACES[name], pod: pods[name] };
  });
  cluster = await WorkloadCluster.start(site, members);
  proof = (await cluster.runJob(named('Job')[0], 'pod-b', documents)).container;
  await until(() => proof.exits.length > 0, 150);
});

afterAll(async () => {
  await Promise.all([...Object.values(pods ?? {}), machine].map((pod) => pod?.stop()));
  cluster?.stop();
  endAll();
  say(`The proof of main.ts, in mode encap with the rule that drops multicast of other Nodes:\n\n${proof?.text}`);
});

test('main.ts has the three workloads that run here', () => {
  expect(Object.keys(pods).sort()).toEqual(Object.keys(PLACES).sort());
});

test('the proof of main.ts passes, and asks for nothing that is unknown', () => {
  expect(cluster.unknown).toEqual([]);
  expect(proof.text).not.toContain('FAIL');
  expect(proof.exits.map(({ code }) => code)).toEqual([0]);
});

test('the proof counts the packets that the Pod received, and names the VM for the stream of the hostNetwork sender', () => {
  const lines = proof.text.split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^ok +packets of 239\.255\.12\.43:5001: [1-9]\d* arrived/));
  expect(lines).toContainEqual(expect.stringMatching(/^skip +packets of 239\.255\.12\.43:5002: .*mcreceiver-vm/));
});

test('all Pods are ready', () => {
  expect(Object.entries(pods).filter(([, pod]) => !pod.isReady)).toEqual([]);
});

test('the VM receives both streams', async () => {
  await until(() => machine.isReady, 20);
  expect(machine.containers.map(({ isReady }) => isReady)).toEqual([true, true]);
});

test('the Node of the receiver drops what the hostNetwork sender sends', async () => {
  const before = await site.dropped('node-2');
  const came = hostPackets.packets;
  await sleep(1);
  expect(hostPackets.packets).toBeGreaterThan(came);
  expect((await site.dropped('node-2')) - before).toBeGreaterThan(50);
});
