import { ApiObject, App } from 'cdk8s';
import {
  Acknowledgement,
  ClusterReference,
  OsImage,
  ReleaseCapabilities,
  SupervisorChart,
  TanzuCluster,
  TrafficEncapMode,
  Warnings,
} from '../../lib';
import { CLUSTER_CLASSES } from '../../lib/platform/tables/_cluster-classes';
import { RELEASES_WITHOUT_ANTREA, TANZU_RELEASES } from '../../lib/platform/tables/_tanzu-releases';
import { CLUSTER } from '../_build';

const MODES = Object.values(TrafficEncapMode);
const SYSTEMS = [OsImage.ubuntu({ version: '24.04' }), OsImage.ubuntu(), OsImage.photon()];
const RELEASES = [...TANZU_RELEASES, ...RELEASES_WITHOUT_ANTREA].map(({ name }) => name);

/** The possible errors by their ids, each in a few words. */
const ERRORS: [RegExp, string][] = [
  [/TAM006/, 'mode'],
  [/TAM007/, 'kernel'],
  [/TAM043/, 'which image'],
  // The first Antrea with multicast.
  [/Antrea 1\.5\.0.*TAM037/, 'no multicast'],
  [/TAM037/, 'which Antrea'],
];

let combinations = 0;

/**
 * The result for one combination: the object, `+` if it has multicast.enable, `?` if there are warnings; or the error.
 */
function outcome(release: string, clusterClass: string, trafficEncapMode: TrafficEncapMode, os: OsImage): string {
  combinations++;
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  Acknowledgement.of(chart, 'TAM080', 'every class is combined with every release');
  try {
    const cluster = new TanzuCluster(chart, 'Cluster', { ...CLUSTER, release, clusterClass, os });
    const config = cluster.enableMulticast({ trafficEncapMode });
    const written = ApiObject.of(config).toJson();
    const enable = (written.spec.antrea ?? written.spec.values.antrea).config.multicast?.enable;
    return `${written.kind}${enable ? '+' : ''}${Warnings.of(chart).length > 0 ? '?' : ''}`;
  } catch (error) {
    const { message } = error as Error;
    return ERRORS.find(([pattern]) => pattern.test(message))?.[1] ?? `unexpected: ${message}`;
  }
}

test('every release, class, mode and system comes out as a manifest or as a sentence', () => {
  const lines = RELEASES.map((release) => {
    const cells = SYSTEMS.map((os) => {
      const byMode = MODES.map((mode) => {
        const found = new Set(CLUSTER_CLASSES.map(({ name }) => outcome(release, name, mode, os)));
        // The class decides only on the variables, and not on multicast.
        return [...found].join(' or ');
      });
      const all = new Set(byMode);
      return `${os.name}${os.version ? ` ${os.version}` : ''}: ${all.size === 1 ? byMode[0] : byMode.join(', ')}`;
    });
    return `${release} | ${cells.join(' | ')}`;
  });
  process.stdout.write(
    `tables: ${combinations} combinations of ${RELEASES.length} releases, ${CLUSTER_CLASSES.length} classes, ${MODES.length} modes and ${SYSTEMS.length} systems walked\n`,
  );
  expect(combinations).toBe(RELEASES.length * CLUSTER_CLASSES.length * MODES.length * SYSTEMS.length);
  expect(lines.join('\n')).toMatchSnapshot();
});

test('every minor version of Antrea has a row', () => {
  const minors = ['1.5', '1.6', '1.7', '1.8', '1.9', '1.10', '1.11', '1.12', '1.13', '1.14', '1.15'];
  const lines = [...minors, '2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'].map((minor) => {
    const cluster = ClusterReference.of('c1', 'v1.40', { antreaVersion: `${minor}.0` });
    const found = ReleaseCapabilities.of(cluster);
    const modes = MODES.map((mode) => found.multicastSupport(mode)).join(', ');
    return `${minor}: ${found.multicastSwitch} | ${modes} | ${found.policyApiVersion} | ${found.featureGates.length} gates`;
  });
  expect(lines.join('\n')).toMatchSnapshot();
});
