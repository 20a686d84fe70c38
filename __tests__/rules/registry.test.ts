import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Path, existingPath } from '../../lib/checks/_paths';
import { NOTICES, Notice } from '../../lib/messages/_notices';
import { Entry, Inventory, Manifest } from '../../lib/rules/manifests/_inventory';
import { applyRule, runRules } from '../../lib/rules/_engine';
import { RULES } from '../../lib/rules/_registry';
import { Example, NOT_APPLICABLE, Rule } from '../../lib/rules/_rule';

const LIBRARY = join(__dirname, '..', '..', 'lib');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** The objects of an example, each with its workload cluster if the example names it. */
function entriesOf({ objects, inClusters }: Example): Entry[] {
  return objects.map((manifest, i) => {
    const clusterName = inClusters?.[i];
    const place = clusterName === undefined ? {} : { server: clusterName, site: { clusterName } };
    return { manifest: manifest as Manifest, ...place };
  });
}

/** The findings of a rule on the last object of an example. */
function lookAt(rule: Rule, example: Example): ReturnType<typeof applyRule> {
  const { of, tkr, antreaVersion, vsphere } = example;
  const entries = entriesOf(example);
  return applyRule(
    rule,
    entries[of ?? entries.length - 1].manifest,
    new Inventory(entries, { tkr, antreaVersion, vsphere }),
  );
}

/** The objects that the findings of a rule on the object of its failing example are in, with the paths of the findings. */
function pathsOf({ id, fails }: Rule): { object: object; at: Path }[] {
  const { objects, of, tkr, antreaVersion, vsphere } = fails;
  const index = of ?? objects.length - 1;
  return runRules(entriesOf(fails), { tkr, antreaVersion, vsphere })
    .filter((finding) => finding.ruleId === id && finding.index === index)
    .map(({ at }) => ({ object: objects[index], at }));
}

const ALL_NOTICES: Notice[] = Object.values(NOTICES);

test('ids of rules and notices are unique, ascending in each list, and of one form', () => {
  const [rules, notices] = [RULES, ALL_NOTICES].map((list) => list.map(({ id }) => id));
  const ids = [...rules, ...notices];
  expect(new Set(ids).size).toBe(ids.length);
  expect([[...rules].sort(), [...notices].sort()]).toEqual([rules, notices]);
  expect(ids.filter((id) => !/^TAM\d{3}$/.test(id))).toEqual([]);
});

test('ids and levels are stable', () => {
  expect(RULES.map(({ id, level, title }) => `${id} ${level}: ${title}`).join('\n')).toMatchSnapshot();
});

test('ids of notices are stable', () => {
  expect(ALL_NOTICES.map(({ id, title }) => `${id} ${title}`).join('\n')).toMatchSnapshot();
});

test.each(ALL_NOTICES)('$id has a title and a reason', ({ title, why }) => {
  expect(title).toMatch(/^[A-Za-z].{15,}[^.]$/);
  expect(why).toMatch(/^[A-Z].{20,}\.$/s);
});

test('every notice is used', () => {
  const sources = filesBelow(LIBRARY).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const code = sources.map((file) => readFileSync(file, 'utf8')).join();
  expect(Object.keys(NOTICES).filter((name) => !code.includes(`NOTICES.${name}`))).toEqual([]);
});

test('every rule is in a file of its own', () => {
  const files = readdirSync(join(LIBRARY, 'rules', 'catalogue'));
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toHaveLength(RULES.length);
});

describe.each(RULES.map((rule) => [`${rule.id} ${rule.title}`, rule] as const))('%s', (_, rule) => {
  test('has a reason, a fix and a source', () => {
    for (const text of [rule.why, rule.fix]) {
      expect(text).toMatch(/^[A-Z'].{20,}\.$/s);
    }
    expect(rule.source.length).toBeGreaterThan(5);
    expect(rule.title).not.toMatch(/\.$/);
  });

  test('reports the example that fails', () => {
    const reports = lookAt(rule, rule.fails);
    expect(reports).not.toBe(NOT_APPLICABLE);
    expect(reports).not.toEqual([]);
    expect(JSON.stringify(reports)).not.toContain('could not check');
  });

  test('reports the example that fails with the path of a field', () => {
    const found = pathsOf(rule);
    expect(found).not.toEqual([]);
    for (const { object, at } of found) {
      expect(at).not.toEqual([]);
      // The field may be missing, and the map that it belongs in, but not more.
      expect(existingPath(object, at).length).toBeGreaterThanOrEqual(at.length - 2);
    }
  });

  test('passes the valid example', () => {
    expect(lookAt(rule, rule.passes)).toEqual([]);
  });

  test('is skipped for the example to which it does not apply', () => {
    expect(lookAt(rule, rule.notApplicable)).toBe(NOT_APPLICABLE);
  });
});

test('if a rule throws, that is a finding of the rule', () => {
  const broken: Rule = {
    ...RULES[0],
    kinds: [],
    check: () => {
      throw new Error('oh');
    },
  };
  RULES.push(broken);
  const findings = runRules([{ manifest: { apiVersion: 'v1', kind: 'Service', metadata: {} } }]);
  RULES.pop();
  expect(findings.map(({ ruleId, level, message }) => ({ ruleId, level, message }))).toEqual([
    { ruleId: 'TAM001', level: 'error', message: expect.stringContaining('oh') },
  ]);
});

test('docs/rules.md has every rule and every notice, in the order of their ids', () => {
  const path = join(__dirname, '..', '..', 'docs', 'rules.md');
  expect(existsSync(path)).toBe(true);
  const heads = [...readFileSync(path, 'utf8').matchAll(/^## (TAM\d{3}): (.*)$/gm)].map(
    ([, id, title]) => `${id} ${title}`,
  );
  expect(heads).toEqual([...RULES, ...ALL_NOTICES].map(({ id, title }) => `${id} ${title}`).sort());
});
