import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runRules } from '../../../lib/rules/_engine';
import { antreaConfig, cluster, clusterOfClass, pod } from '../../../lib/rules/_examples';
import { Manifest } from '../../../lib/rules/manifests/_inventory';
import { RULES } from '../../../lib/rules/_registry';
import { Folder, run } from '../_run';
import { fix } from './_fix';

const WITHOUT_GATE = { featureGates: { AntreaProxy: true } };

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

/** The ids of the errors in the file, each as often as it is found. */
async function errorsIn(options: string[]): Promise<string[]> {
  const { out } = await run(['lint', 'all.yaml', '--format', 'json', ...options]);
  const findings = JSON.parse(out) as { ruleId: string; level: string }[];
  return findings.flatMap(({ ruleId, level }) => (level === 'error' ? [ruleId] : [])).sort();
}

describe('the example of each rule that fails', () => {
  test.each(RULES.map(({ id, fails }) => ({ id, fails })))(
    '$id: no error is added, and a second run changes nothing',
    async ({ fails }) => {
      const { objects, tkr, antreaVersion, vsphere } = fails;
      const options = Object.entries({ '--tkr': tkr, '--antrea': antreaVersion, '--vsphere': vsphere }).flatMap(
        ([name, value]) => (value === undefined ? [] : [name, value]),
      );
      const content = objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join('---\n');
      folder.write('all.yaml', content);
      const before = await errorsIn(options);
      const { text, code } = await fix(folder, content, ...options);
      expect(code).toBeLessThan(2);
      const after = await errorsIn(options);
      const isMore = after.filter(
        (id) => after.filter((one) => one === id).length > before.filter((one) => one === id).length,
      );
      expect(isMore).toEqual([]);
      expect((await fix(folder, text, ...options)).text).toBe(text);
    },
  );

  test('docs/lint.md lists the rules whose findings have a fix', () => {
    const others = [
      // The examples of these rules have no Cluster, or a value that only the user can correct.
      {
        objects: [cluster(), pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] }), antreaConfig(WITHOUT_GATE)],
        of: 2,
      },
      { objects: [clusterOfClass('builtin-generic-v3.4.0', { vmclass: 'a' })] },
      { objects: [antreaConfig({ multicast: { igmpQueryInterval: '125' } })] },
      { objects: [cluster(), antreaConfig({ trafficEncapMode: 'Encap' })] },
      { objects: [antreaConfig({ featureGates: { Multicast: 'true' } })] },
    ];
    const findings = [...RULES.map(({ fails }) => fails), ...others].flatMap(({ objects }) =>
      runRules(objects.map((manifest) => ({ manifest: manifest as Manifest, file: 'all.yaml' }))),
    );
    const fixable = [...new Set(findings.flatMap(({ ruleId, edits }) => (edits ? [ruleId] : [])))].sort();
    const page = readFileSync(join(__dirname, '../../../docs/lint.md'), 'utf8');
    const table = page.slice(page.indexOf('## Fix files'), page.indexOf('## Streams'));
    expect(fixable).toEqual([...new Set(table.match(/TAM\d+/g))].sort());
  });
});
