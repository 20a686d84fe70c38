import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { Lint } from '../../lib';
import { testWithShared } from '../_shared';

/** The structural findings on the documents of a text, as `level id path: fix`. */
function found(text: string): string[] {
  const objects = parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS());
  return Lint.objects(objects)
    .filter(({ ruleId }) => /^TAM(088|089|090|091|092)$/.test(ruleId))
    .map(({ level, ruleId, path, fix }) => `${level} ${ruleId} ${path}: ${fix}`);
}

const CONFIG = 'spec.antrea.config';
const IN_QUOTES = 'Write it in quotes, so that it is a string.';
const IF_THERE = "Keep it only if your API server has it: 'kubectl explain' shows its fields.";

/** A file with a mistake, how it is mended, and what is found before. */
const INPUTS: [file: string, mistake: string | RegExp, mended: string, expected: string[]][] = [
  ['mtu-int', 'defaultMTU: 8950', 'defaultMTU: "8950"', [`error TAM089 ${CONFIG}.defaultMTU: ${IN_QUOTES}`]],
  [
    'interval-int',
    'igmpQueryInterval: 110',
    'igmpQueryInterval: 110s',
    [`error TAM089 ${CONFIG}.multicast.igmpQueryInterval: ${IN_QUOTES}`],
  ],
  [
    'antreaconfig-a8',
    'igmpQueryInterval: 125',
    'igmpQueryInterval: 125s',
    [`error TAM089 ${CONFIG}.multicast.igmpQueryInterval: ${IN_QUOTES}`],
  ],
  [
    'antreaconfig-a12',
    'multicastInterfaces: eth1',
    'multicastInterfaces: [eth1]',
    [`error TAM089 ${CONFIG}.multicastInterfaces: Write a list, also if it has only one item.`],
  ],
  [
    'unknown-field',
    'cloudProvider: {name: ""}',
    'noSNAT: false',
    [`error TAM088 ${CONFIG}.cloudProvider: Leave it out.`],
  ],
  [
    'unknown-egress',
    'maxEgressIPsPerNode: 200',
    'exceptCIDRs: []',
    [`error TAM088 ${CONFIG}.egress.maxEgressIPsPerNode: Leave it out, or use one of "exceptCIDRs".`],
  ],
  [
    'nsx-top',
    /antreaNSX:.*\n {2}antreaIPFIX: \{\}\n|windows: \{\}\n/g,
    '\n',
    [
      `warning TAM088 spec.antreaNSX: ${IF_THERE}`,
      `warning TAM088 spec.antreaIPFIX: ${IF_THERE}`,
      `warning TAM088 spec.antrea.windows: ${IF_THERE}`,
    ],
  ],
  [
    'min-m1',
    /ipsec:.*\n|serviceCIDRv6:.*\n|traficEncapMode:.*\n|antreaNSX:.*\n/g,
    '\n',
    [
      `error TAM088 ${CONFIG}.ipsec: Leave it out.`,
      `error TAM088 ${CONFIG}.serviceCIDRv6: Write "serviceCIDR".`,
      `error TAM088 ${CONFIG}.traficEncapMode: Write "trafficEncapMode".`,
      `warning TAM088 spec.antreaNSX: ${IF_THERE}`,
    ],
  ],
  ['min-m2', 'v1alpha9', 'v1alpha1', ['error TAM092 apiVersion: Use "cni.tanzu.vmware.com/v1alpha1".']],
  [
    'namespace-n',
    'namespace: n ',
    'namespace: "n" ',
    [
      'error TAM089 metadata.namespace: Write a string in quotes: without quotes, kubectl reads n, no, off, y, yes and on as booleans.',
    ],
  ],
];

describe.each(INPUTS)('%s.yaml', (file, mistake, mended, expected) => {
  testWithShared('has its structural findings, and none if it is mended', [`inputs/lint/${file}.yaml`], ([path]) => {
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(mistake);
    expect(found(text)).toEqual(expected);
    expect(found(text.replaceAll(mistake, mended))).toEqual([]);
  });
});

testWithShared(
  'the wrong key of an AddonConfig is a warning, and a key without a value is one too',
  ['inputs/lint/addon-03g.yaml'],
  ([path]) => {
    const text = readFileSync(path, 'utf8');
    const annotated = /metadata: \{annotations: \{run\S+ os-name=ubuntu,os-version=24\.04\}\}/g;
    const without = text.replaceAll(annotated, 'metadata: {}');
    expect(found(without)).toEqual(['warning TAM088 spec.value: Write "values".']);
    expect(found(without.replace('  value:', '  values:'))).toEqual([]);
    // In a flow map, the comma ends the value, so that "os-version=24.04" is a key without a value.
    expect(found(text).filter((line) => line.includes('["os-version=24.04"]'))).toHaveLength(2);
  },
);

/** What other rules already say is not said a second time. */
testWithShared(
  'a gate or a mode that other rules judge has one finding',
  ['inputs/lint/gate-string.yaml', 'inputs/lint/mode-typo.yaml', 'inputs/lint/mcast-enable.yaml'],
  (paths) => {
    const errors = paths.map((path) =>
      Lint.objects(parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS()))
        .filter(({ level, object }) => level === 'error' && object.startsWith('AntreaConfig'))
        .map(({ ruleId }) => ruleId),
    );
    expect(errors).toEqual([['TAM003'], ['TAM006'], ['TAM049']]);
  },
);

testWithShared(
  'legal files have no structural finding',
  ['08-vars', '09-v1beta2', '10-tkc', '11-cb', 'min-tkc', 'antreaconfig-a2', 'antreaconfig-a11', 'c-base', 'c-tmc'].map(
    (file) => `inputs/lint/${file}.yaml`,
  ),
  (paths) => {
    expect(paths.flatMap((path) => found(readFileSync(path, 'utf8')))).toEqual([]);
  },
);
