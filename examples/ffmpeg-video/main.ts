import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-25';
import * as mc from 'cdk8s-antrea-multicast';

const app = new mc.App();
const supervisor = new mc.SupervisorChart(app, 'ffmpeg-supervisor', { vsphereNamespace: 'broadcast' });
const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
  name: 'ffmpeg',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'workers', replicas: 2 }],
});
cluster.enableMulticast();

const workload = new mc.WorkloadChart(app, 'ffmpeg-workload', { cluster, namespace: 'video' });
const stream = mc.MulticastStream.of('239.10.20.30', { port: 5004 });
const image = 'registry.example.com/video/ffmpeg:v1';
const sidecar = { image }; // the image of ffmpeg has Perl
const resources = { cpu: { request: Cpu.millis(250) }, memory: { request: Size.mebibytes(128) } };
const group = 'udp://$(MULTICAST_GROUP):$(MULTICAST_PORT)';
const picture = '-re -f lavfi -i testsrc2=size=640x360:rate=25 -c:v mpeg2video -b:v 2M -f mpegts'.split(' ');
const send = ['ffmpeg', '-nostdin', '-loglevel', 'warning', ...picture, `${group}?ttl=$(MULTICAST_TTL)&pkt_size=1316`];
const receive = ['ffmpeg', '-nostdin', '-nostats', '-progress', '-', '-i', group, '-f', 'null', '-'];
const camera = { image, resources, command: send };
const player = { image, resources, command: receive };
new mc.MulticastSender(workload, 'Camera', { name: 'camera', stream, sidecar, container: camera });
new mc.MulticastReceiver(workload, 'Player', { name: 'player', stream, sidecar, container: player });

new mc.MulticastPolicies(workload, 'Policies', { name: 'video' });
new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });

app.synth();
mc.Runbook.write(app);
