import { loadAll } from 'js-yaml';
import { RULES } from '../../lib/rules/_registry';
import { rulesAndNotices, ruleUrl } from '../../lib/commands/linting/_rule-pages';
import { anchors } from '../docs/_markdown';
import { refused, run } from './_run';

test('explains a rule', async () => {
  const { code, out, err } = await run(['explain', 'TAM002']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "TAM002 (error): noSNAT is set only in modes without tunnels

    Outside of the tunnels, Pod addresses are not known, so traffic that leaves the cluster needs address translation. On create, the webhook of AntreaConfig refuses noSNAT in modes with tunnels.

    fix: Remove noSNAT from the settings.
    source: vmware-tanzu/tanzu-framework v0.29.0: apis/addonconfigs/cni/v1alpha1/antreaconfig_webhook.go
    page: https://github.com/cdk8s-antrea-multicast/cdk8s-antrea-multicast/blob/main/docs/rules.md#tam002-nosnat-is-set-only-in-modes-without-tunnels
    checks: AntreaConfig

    Fails:
      apiVersion: cni.tanzu.vmware.com/v1alpha1
      kind: AntreaConfig
      metadata:
        name: video-antrea-package
        namespace: broadcast
      spec:
        antrea:
          config:
            featureGates:
              Multicast: true
            noSNAT: true

    Passes:
      apiVersion: cni.tanzu.vmware.com/v1alpha1
      kind: AntreaConfig
      metadata:
        name: video-antrea-package
        namespace: broadcast
      spec:
        antrea:
          config:
            featureGates:
              Multicast: true
            noSNAT: true
            trafficEncapMode: noEncap
    "
  `);
});

test('explains a notice, and several ids in their order', async () => {
  const { code, out } = await run(['explain', 'TAM055', 'tam002']);
  expect(code).toBe(0);
  expect(out).toMatch(/^TAM055 \(warning\): The cluster has no worker Nodes\n/);
  expect(out).toContain('Only constructs give this warning.');
  expect(out).toContain('\n\nTAM002 (error): ');
});

test('lists all rules and notices', async () => {
  const { code, out } = await run(['explain']);
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(rulesAndNotices().length);
  expect(lines[0]).toBe('TAM001  error    EndpointSlice is on only together with AntreaProxy');
  expect([...lines].sort()).toEqual(lines);
});

test('as JSON', async () => {
  const { out } = await run(['explain', 'TAM002', 'TAM055', '--format', 'json']);
  const [rule, notice] = JSON.parse(out);
  expect(Object.keys(rule)).toEqual(['id', 'level', 'by', 'title', 'why', 'fix', 'source', 'kinds', 'url']);
  expect(rule).toMatchObject({ id: 'TAM002', level: 'error', by: 'lint' });
  expect(Object.keys(notice)).toEqual(['id', 'level', 'by', 'title', 'why', 'url']);
  expect(notice).toMatchObject({ id: 'TAM055', level: 'warning', by: 'constructs' });
  expect(JSON.parse((await run(['explain', '--format=json'])).out)).toHaveLength(rulesAndNotices().length);
});

test.each([
  ['TAM0002', 'did you mean'],
  ['TAM02', 'did you mean "TAM002"?'],
  ['xyz', "'explain' without an id lists all"],
  ['--id', 'is not an option'],
])('refuses %s', async (id, message) => {
  expect(await run(['explain', id])).toEqual(refused([message]));
});

test.each(RULES.map((rule) => [rule.id, rule] as const))('the examples of %s are the objects', async (id, rule) => {
  const { out } = await run(['explain', id]);
  for (const [what, { objects }] of [
    ['Fails', rule.fails],
    ['Passes', rule.passes],
  ] as const) {
    const [, yaml] = new RegExp(`^${what}.*:\\n((?:  .*\\n)+)`, 'm').exec(out) as RegExpExecArray;
    const shown = objects.length > 4 ? [objects[0], objects.at(-1)] : objects;
    expect(loadAll(yaml.replace(/^ {2}/gm, ''))).toEqual(JSON.parse(JSON.stringify(shown)));
  }
});

test('each page of a rule or notice exists', () => {
  const known = new Set(anchors('docs/rules.md'));
  const missing = rulesAndNotices().filter((one) => !known.has(ruleUrl(one).split('#')[1]));
  expect(missing.map(({ id }) => id)).toEqual([]);
});
