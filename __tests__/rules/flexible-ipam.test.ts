import { Lint } from '../../lib';
import { addonConfig, antreaConfig } from '../../lib/rules/_examples';
import { mentions } from '../_mentions';
import { testWithShared } from '../_shared';
import { foundIn } from './antrea/_antrea-inputs';

const FLEXIBLE = {
  trafficEncapMode: 'noEncap',
  noSNAT: true,
  enableBridgingMode: true,
  featureGates: { Multicast: true, AntreaIPAM: true },
};
const ETH1 = { multicastInterfaces: ['eth1'] };
const gates = (featureGates: object) => ({ featureGates: { ...FLEXIBLE.featureGates, ...featureGates } });

/** The findings on settings that do not go together with FlexibleIPAM. */
function found(config: object, antreaVersion?: string, make = antreaConfig): string[] {
  const tkr = antreaVersion === undefined ? undefined : 'v1.30.0';
  return Lint.objects([make({ ...FLEXIBLE, ...config })], { tkr, antreaVersion })
    .filter(({ ruleId, message }) => ruleId === 'TAM012' && message.includes('FlexibleIPAM'))
    .map(({ level, message, fix }) => `${level}: ${message} ${fix}`);
}

test.each([
  ['1.11.1', mentions('warning', 'AntreaIPAM', 'enableBridgingMode', '1.11.1', '1.15.0')],
  ['1.14.4', mentions('warning', '1.14.4', '1.15.0')],
])('Antrea %s does not support multicast together with FlexibleIPAM', (version, expected) => {
  expect(found({}, version)).toEqual([expected]);
  expect(found(ETH1, version)).toEqual([expected]);
});

test.each(['1.15.0', '1.15.2', '2.5.2', undefined])('Antrea %s supports it without multicastInterfaces', (version) => {
  const expected = [mentions('warning', 'multicastInterfaces', '["eth1"]', 'AntreaIPAM', 'enableBridgingMode')];
  expect(found({}, version)).toEqual([]);
  expect(found(ETH1, version)).toEqual(expected);
  expect(found({ multicast: { enable: true, ...ETH1 } }, version, addonConfig)).toEqual(expected);
});

test.each([
  ['without the gate', gates({ AntreaIPAM: false })],
  ['without bridging mode', { enableBridgingMode: false }],
  ['without multicast', gates({ Multicast: false })],
])('%s there is no finding', (_, config) => {
  expect(found({ ...config, ...ETH1 }, '1.11.1')).toEqual([]);
  expect(found({ ...config, ...ETH1 }, '2.5.2')).toEqual([]);
});

testWithShared(
  'the AntreaConfigs of the issue that are legal, and those that are warned',
  ['a1', 'a2', 'a3', 'a9', 'a10', 'a11'].map((name) => `inputs/lint/antreaconfig-${name}.yaml`),
  (files) => {
    const ids = ['TAM006', 'TAM012', 'TAM075', 'TAM048'];
    const inMode = ['warning TAM012'];
    expect(files.map((file) => foundIn(file, ids).map((one) => one.split(' ').slice(0, 2).join(' ')))).toEqual([
      inMode,
      [],
      inMode,
      ['warning TAM006'],
      inMode,
      [],
    ]);
  },
);
