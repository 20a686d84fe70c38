import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-25';
import * as mc from 'cdk8s-antrea-multicast';

const app = new mc.App();
const supervisor = new mc.SupervisorChart(app, 'players-supervisor', { vsphereNamespace: 'broadcast' });
const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
  name: 'players',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'workers', replicas: 2 }],
});
cluster.enableMulticast();

const workload = new mc.WorkloadChart(app, 'players-workload', { cluster, namespace: 'players' });
const resources = { cpu: { request: Cpu.millis(500) }, memory: { request: Size.mebibytes(256) } };
const sidecar = { image: 'registry.example.com/multicast/iperf:v1' };

// VLC: the example of Antrea's guide, with the group, port and TTL of the stream.
const bees = mc.MulticastStream.of('239.255.12.42', { port: 1234 });
const vlc = { image: 'registry.example.com/video/vlc:v1', resources };
const headless = ['cvlc', '--no-audio', '--vout', 'dummy'];
const output = '#std{access=udp,mux=ts,dst=$(MULTICAST_GROUP):$(MULTICAST_PORT)}';
const film = ['/media/film.mp4', '--sout', output, '--ttl', '$(MULTICAST_TTL)', '--repeat'];
const sendFilm = { ...vlc, command: [...headless, ...film] };
const playFilm = { ...vlc, command: [...headless, 'udp://@$(MULTICAST_GROUP):$(MULTICAST_PORT)'] };
new mc.MulticastSender(workload, 'Vlc', { name: 'vlc-sender', stream: bees, ttl: 6, sidecar, container: sendFilm });
new mc.MulticastReceiver(workload, 'VlcPlayer', { name: 'vlc-receiver', stream: bees, sidecar, container: playFilm });

// GStreamer: RTP with H.264.
const live = mc.MulticastStream.of('239.255.12.43', { port: 5004 });
const gst = (pipeline: string) => ({
  image: 'registry.example.com/video/gstreamer:v1',
  resources,
  command: ['gst-launch-1.0', ...pipeline.split(' ')],
});
const encode =
  'videotestsrc is-live=true ! x264enc tune=zerolatency bitrate=1000 ! rtph264pay mtu=1300 config-interval=1';
const toGroup = 'udpsink host=$(MULTICAST_GROUP) port=$(MULTICAST_PORT) ttl-mc=$(MULTICAST_TTL) auto-multicast=false';
const fromGroup =
  'udpsrc address=$(MULTICAST_GROUP) port=$(MULTICAST_PORT) caps=application/x-rtp,media=video,clock-rate=90000,encoding-name=H264';
const decode = 'rtph264depay ! avdec_h264 ! fakesink';
new mc.MulticastSender(workload, 'Gst', {
  name: 'gst-sender',
  stream: live,
  sidecar,
  container: gst(`${encode} ! ${toGroup}`),
});
new mc.MulticastReceiver(workload, 'GstPlayer', {
  name: 'gst-receiver',
  stream: live,
  sidecar,
  container: gst(`${fromGroup} ! ${decode}`),
});

new mc.MulticastPolicies(workload, 'Policies', { name: 'players' });
new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });

app.synth();
mc.Runbook.write(app);
