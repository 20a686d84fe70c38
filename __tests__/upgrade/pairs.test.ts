import { readFileSync } from 'node:fs';
import { Comparison, Upgrade, UpgradeLevel, UpgradeStep } from '../../lib';
import { readDocuments } from '../../lib/rules/_read-documents';
import { testWithShared } from '../_shared';
import { R25, R26, R28, R33, R35 } from './_manifests';

const { REFUSED, UNKNOWN } = UpgradeLevel;
const file = (name: string) => `inputs/upgrade/${name}.yaml`;
const read = (paths: string[]): any[] =>
  paths.flatMap((path) => readDocuments(path, readFileSync(path, 'utf8')).objects.map(({ manifest }) => manifest));

/** Both commands on a pair: the step of compare, and those of upgrade. */
function judged(
  paths: string[],
  target: string,
  antreaVersions = {},
): { compare: UpgradeStep; upgrade: UpgradeStep[] } {
  const [from, to, ...pods] = paths;
  const [before, after] = [from, to].map((path) => [{ file: '', manifests: read([path, ...pods]) }]);
  const clusters = Comparison.byCluster(before, after, { antreaVersions });
  expect(clusters.map(({ cluster }) => cluster)).toEqual(['ns-media/tv']);
  return {
    compare: clusters[0].upgrade as UpgradeStep,
    upgrade: Upgrade.steps(read([from, ...pods]), { target, antreaVersions }),
  };
}

/** The lines as short texts: level, topic and the beginning of the sentence. */
const short = ({ lines }: UpgradeStep): string[] =>
  lines.map(({ level, topic, what }) => `${level} (${topic}): ${what}`);
const refusals = ({ lines }: UpgradeStep): string[] =>
  lines.filter(({ level }) => level === REFUSED).map(({ what }) => what);
const unknown = ({ lines }: UpgradeStep): string[] =>
  lines.filter(({ level }) => level === UNKNOWN).map(({ what }) => what);

testWithShared('24 to 25: encap carries multicast', [file('24'), file('25')], (paths) => {
  const { compare, upgrade } = judged(paths, R25);
  expect(upgrade).toHaveLength(1);
  expect(short(upgrade[0])).toEqual(short(compare));
  expect(short(compare)).toContain('changes (antrea): Antrea goes from 1.7.2 to 1.9.0.');
  expect(short(compare)).toContain(
    'changes (multicast): Antrea 1.9.0 carries multicast in mode encap, and Antrea 1.7.2 does not.',
  );
  expect([...refusals(compare), ...unknown(compare)]).toEqual([]);
});

testWithShared('25 to 26: Pods are refused, and bugs are fixed', [file('25'), file('26'), file('pods')], (paths) => {
  const { compare, upgrade } = judged(paths, R26);
  expect(short(upgrade[0])).toEqual(short(compare));
  expect(short(compare)).toMatchSnapshot();
  expect([...refusals(compare), ...unknown(compare)]).toEqual([]);
});

testWithShared('24 to 25: Pods are only warned about', [file('24'), file('25'), file('pods')], (paths) => {
  const { compare } = judged(paths, R25);
  expect(short(compare).filter((line) => line.includes('Pod studio/rx'))).toEqual([
    expect.stringMatching(/^note \(pod security\): .*only warns/),
  ]);
});

testWithShared('26 to 28: a minor is skipped, and Antrea is unknown', [file('26'), file('28')], (paths) => {
  const { compare, upgrade } = judged(paths, R28);
  expect(refusals(compare)).toEqual([expect.stringContaining('skips Kubernetes 1.27')]);
  expect(unknown(compare)).toEqual([expect.stringContaining(`"${R28}" exists, but no public source`)]);
  expect(upgrade.map(({ toRelease }) => toRelease.slice(0, 5))).toEqual(['v1.27', 'v1.28']);
  expect(upgrade.flatMap(refusals)).toEqual([]);
});

testWithShared('26 to 28 with Antrea 1.13.3: multicast.enable and v1beta1', [file('26'), file('28')], (paths) => {
  const { compare } = judged(paths, R28, { 'v1.28': '1.13.3' });
  expect(unknown(compare)).toEqual([]);
  expect(short(compare)).toMatchSnapshot();
});

testWithShared('28 to 33: the class changes, and Ubuntu needs its version', [file('28'), file('33')], (paths) => {
  const { compare, upgrade } = judged(paths, R33);
  expect(refusals(compare)).toEqual([expect.stringContaining('skips Kubernetes 1.29, 1.30, 1.31, 1.32')]);
  expect(short(compare)).toContainEqual(
    expect.stringMatching(/^changes \(class\): .*"tanzukubernetescluster" to "builtin-generic-v3\.4\.0"\. VKS 3\.5/),
  );
  expect(short(compare)).toContainEqual(expect.stringMatching(/^changes \(os image\): .*22\.04 and 24\.04/));
  expect(short(upgrade[4])).toContainEqual(expect.stringMatching(/^needed before \(os image\): .*ambiguous/));
});

testWithShared(
  '33 to 35 with an AntreaConfig: it has no effect',
  [file('33'), file('35-antreaconfig-kept')],
  (paths) => {
    const { compare } = judged(paths, R35);
    expect(refusals(compare)).toEqual([
      expect.stringContaining('skips Kubernetes 1.34'),
      expect.stringMatching(/^AntreaConfig ns-media\/tv-antrea-package: This AntreaConfig has no effect/),
    ]);
  },
);

testWithShared('33 to 35 made right: only the skipped minor is refused', [file('33'), file('35')], (paths) => {
  const { compare, upgrade } = judged(paths, R35);
  expect(refusals(compare)).toEqual([expect.stringContaining('skips Kubernetes 1.34')]);
  expect(short(compare).filter((line) => line.startsWith('needed before'))).toEqual([
    expect.stringContaining('needs VKS 3.6 or later'),
  ]);
  expect(upgrade.flatMap(refusals)).toEqual([]);
  const [before, after] = paths.map((path) => read([path]));
  const changes = Comparison.of(before, after);
  expect(changes.filter(({ isImmutable }) => isImmutable)).toEqual([]);
});

testWithShared('26 to 25: a downgrade is refused', [file('26'), file('25')], (paths) => {
  const { compare, upgrade } = judged(paths, R25);
  expect(short(compare)).toEqual(short(upgrade[0]));
  expect(refusals(compare)).toEqual([expect.stringContaining('cannot go down')]);
  expect(compare.lines).toHaveLength(1);
});
