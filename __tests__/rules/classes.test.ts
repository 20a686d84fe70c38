import { ApiObject, Testing } from 'cdk8s';
import { Acknowledgement, Finding, Lint, LintOptions, OsImage, TanzuClusterProps, Warnings } from '../../lib';
import { cluster } from '../../lib/rules/_examples';
import { newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

const OLD = 'tanzukubernetescluster';
const generic = (minor: number) => `builtin-generic-v3.${minor}.0`;

/** The findings on classes and kinds of clusters. */
function found(objects: object[], options: LintOptions = {}): Finding[] {
  return Lint.objects(structuredClone(objects), options).filter(({ ruleId }) => /TAM08[01]/.test(ruleId));
}

function levelOf(release: string, clusterClass: string): string | undefined {
  return found([cluster({ topology: { version: release, class: clusterClass } })])[0]?.level;
}

describe('TAM080: the class fits the release', () => {
  test.each([
    ['v1.34.8---vmware.1-vkr.1', generic(4), generic(5)],
    ['v1.34', generic(1), generic(5)],
    ['v1.35.6+vmware.2-vkr.3', generic(5), generic(6)],
    ['v1.36.1---vmware.4-vkr.5', generic(6), generic(7)],
    ['v1.36.1', OLD, generic(7)],
    ['v1.34.2---vmware.2-vkr.2', OLD, generic(5)],
    ['v1.40.1---vmware.1-vkr.1', generic(6), generic(7)],
  ])('%s does not take the class %s', (release, clusterClass, needed) => {
    const expected = mentions(`"${clusterClass}"`, `"${release}"`, `"${needed}"`);
    const [{ level, message }] = found([cluster({ topology: { version: release, class: clusterClass } })]);
    expect([level, message]).toEqual(['error', expected]);
    expect(sentence(() => newCluster(fitting({ release, clusterClass })))).toEqual(
      mentions('Cluster "c1"', expected, 'TAM080'),
    );
  });

  test.each([
    ['v1.33.6---vmware.1-fips-vkr.2', generic(7)],
    ['v1.31.1---vmware.2-fips-vkr.2', generic(3)],
    ['v1.34.8---vmware.1-vkr.1', generic(7)],
    ['v1.35.6---vmware.2-vkr.3', generic(7)],
    ['v1.36.1---vmware.4-vkr.5', generic(7)],
    ['v1.40.1---vmware.1-vkr.1', generic(7)],
    ['v1.25.7---vmware.3-fips.1-tkg.1', OLD],
    ['v1.28.8---vmware.1-fips.1-tkg.2', OLD],
    // Classes that are not in the table are not judged.
    ['v1.36.1---vmware.4-vkr.5', 'our-class'],
    ['v1.36.1---vmware.4-vkr.5', 'builtin-generic-v3.8.0'],
  ])('%s takes the class %s', (release, clusterClass) => {
    expect(levelOf(release, clusterClass)).toBeUndefined();
    expect(newCluster(fitting({ release, clusterClass })).release).toBe(release);
  });

  test.each([
    ['v1.31.1---vmware.2-fips-vkr.2', ['3.3', '3.4']],
    ['v1.32.0---vmware.6-fips-vkr.2', ['3.3', '3.4']],
    ['v1.33.6---vmware.1-fips-vkr.2', ['3.4']],
  ])('for %s, the version of VKS decides whether the class tanzukubernetescluster exists', (release, having) => {
    const expected = mentions('VKS 3.5', `"${OLD}"`, `"${release}"`, `only on VKS ${having.join(' and ')}`);
    const [{ level, message, fix }] = found([cluster({ topology: { version: release, class: OLD } })]);
    expect([level, message, fix]).toEqual(['warning', expected, mentions(generic(1))]);
    expect(Warnings.of(newCluster(fitting({ release, clusterClass: OLD })))).toEqual([mentions('VKS 3.5', 'TAM080')]);
  });

  test.each([
    ['v1.30.8---vmware.1-fips-vkr.1', OLD],
    ['v1.31.1---vmware.2-fips-vkr.2', generic(4)],
    ['v1.32.7---vmware.3-fips-vkr.1', generic(1)],
    ['v1.33.6---vmware.1-fips-vkr.2', generic(2)],
    ['v1.33.6---vmware.1-fips-vkr.2', generic(3)],
    ['v1.34.8---vmware.1-vkr.1', generic(5)],
    ['v1.35.6---vmware.2-vkr.3', generic(6)],
  ])('for %s, the deprecated class %s is a note', (release, clusterClass) => {
    expect(levelOf(release, clusterClass)).toBe('note');
  });

  test('a class by classRef, and the release that the user sets', () => {
    const object = cluster({ topology: { classRef: { name: generic(4) }, class: undefined } });
    expect(found([object])).toEqual([]);
    expect(found([object], { tkr: 'v1.35.6---vmware.2-vkr.3' }).map(({ level }) => level)).toEqual(['error']);
  });

  test('an acknowledged class is written, with its reason', () => {
    const chart = supervisorChart();
    Acknowledgement.of(chart, 'TAM080', 'the Supervisor changes the class itself');
    const made = newCluster(fitting({ release: 'v1.35.6---vmware.2-vkr.3', clusterClass: generic(5) }), chart);
    expect(Testing.synth(chart)[0].spec.topology.class).toBe(generic(5));
    const annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM080': 'the Supervisor changes the class itself' };
    const other = newCluster({ ...fitting({ release: 'v1.36.1', clusterClass: OLD }), annotations });
    expect([made, other].map(({ node }) => ApiObject.isApiObject(node.tryFindChild('Resource')))).toEqual([true, true]);
  });
});

describe('TAM081: a TanzuKubernetesCluster', () => {
  const tkc = (spec: object, apiVersion = 'run.tanzu.vmware.com/v1alpha3') => ({
    apiVersion,
    kind: 'TanzuKubernetesCluster',
    metadata: { name: 'old', namespace: 'dock' },
    spec,
  });
  const ofRelease = (name: string) => tkc({ topology: { controlPlane: { tkr: { reference: { name } } } } });

  test.each(['v1.33.1---vmware.1-fips-vkr.2', 'v1.34.2---vmware.2-vkr.2', 'v1.36.1---vmware.4-vkr.5'])(
    'is an error on %s',
    (release) => {
      expect(found([ofRelease(release)])).toEqual([
        expect.objectContaining({ ruleId: 'TAM081', level: 'error', message: mentions(`"${release}"`, '1.32', '3.7') }),
      ]);
    },
  );

  test.each(['v1.32.7---vmware.3-fips-vkr.1', 'v1.23.8---vmware.3-tkg.1', 'v1.21.6---vmware.1-tkg.1.b3d708a'])(
    'is accepted on %s',
    (release) => {
      expect(found([ofRelease(release)])).toEqual([]);
    },
  );

  test('in v1alpha1, and with the release that the user sets', () => {
    const first = (distribution: object) => tkc({ distribution }, 'run.tanzu.vmware.com/v1alpha1');
    expect(found([first({ version: 'v1.33' })])).toHaveLength(1);
    expect(found([first({ version: 'v1.20' })])).toEqual([]);
    expect(found([first({ version: 'v1.20' })], { tkr: 'v1.33.1' })).toHaveLength(1);
  });

  test('without a valid release, or of another API group, is not judged', () => {
    expect(found([tkc({}), tkc({ topology: { controlPlane: { tkr: { reference: { name: 7 } } } } })])).toEqual([]);
    expect(found([{ ...ofRelease('v1.36.1'), apiVersion: 'example.com/v1' }])).toEqual([]);
  });
});

describe('five control plane Nodes', () => {
  const five = (release: string, changes: Partial<TanzuClusterProps> = {}) =>
    newCluster(fitting({ release, clusterClass: generic(7), controlPlane: { replicas: 5 }, ...changes }));

  test.each(['v1.34.8---vmware.1-vkr.1', 'v1.35.5', 'v1.35.6---vmware.2-vkr.3', 'v1.36.1', 'v1.37.0'])(
    'are accepted on %s',
    (release) => {
      expect(Testing.synth(five(release).node.scope as never)[0].spec.topology.controlPlane.replicas).toBe(5);
    },
  );

  test.each(['v1.33.13', 'v1.34.7', 'v1.35.4', 'v1.36.0', 'v1.36'])('are refused on %s', (release) => {
    expect(sentence(() => five(release))).toEqual(
      mentions('Cluster "c1"', 'control plane replicas is 5', '1 or 3', generic(7), '1.34.8', '1.35.5', '1.36.1'),
    );
  });

  test('need the class of VKS 3.7, or one that is like it', () => {
    expect(sentence(() => five('v1.35.6', { clusterClass: generic(6) }))).toEqual(
      mentions('replicas is 5', generic(7)),
    );
    expect(sentence(() => five('v1.35.6', { clusterClass: 'our-class' }))).toEqual(
      mentions('replicas is 5', 'clusterClassLike'),
    );
    expect(five('v1.35.6', { clusterClass: 'our-class', clusterClassLike: generic(7) }).release).toBe('v1.35.6');
  });

  test('two or four are refused on the newest class, which takes 5', () => {
    for (const replicas of [2, 4, 7, '5']) {
      expect(sentence(() => five('v1.36.1', { controlPlane: { replicas: replicas as number } }))).toEqual(
        mentions('control plane replicas', `${replicas}`, '1, 3 or 5'),
      );
    }
  });
});

/** Options with an image that is not ambiguous on any release. */
function fitting(changes: Partial<TanzuClusterProps>): Partial<TanzuClusterProps> {
  return { os: OsImage.ubuntu({ version: '24.04' }), ...changes };
}
