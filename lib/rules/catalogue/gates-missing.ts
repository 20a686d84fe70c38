import { FindingLevel } from '../../messages/finding';
import { ANTREA_CONFIG_GATES } from '../../platform/tables/_antrea-config-fields';
import { CLASSIC_GATES } from '../../platform/tables/_supervisor-builds';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { gatesOf, settingsOf } from '../manifests/_antrea';
import { gatePlace } from '../manifests/_places';

/** The default that the schema has inside featureGates: to write it changes nothing. */
function defaultOfGate(name: string): boolean {
  return ANTREA_CONFIG_GATES.rows.some((gate) => gate.name === name && gate.standard);
}

const ALL = Object.fromEntries(CLASSIC_GATES.map((name) => [name, true]));

export const GATES_MISSING: Rule = {
  id: 'TAM013',
  level: FindingLevel.WARNING,
  title: 'featureGates sets the eight gates that every Supervisor accepts',
  why: 'The schema has the defaults of the gates inside featureGates: without featureGates, every gate is off, even AntreaProxy and AntreaPolicy. A gate that is not set has the default of the schema, which can differ from that of Antrea.',
  fix: 'Write featureGates with every gate that you rely on.',
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig and addons/controllers/antrea/antreaconfig_util.go',
  kinds: ['AntreaConfig'],
  at: 'spec.antrea.config.featureGates',
  check: (object) => {
    const settings = settingsOf(object);
    if (!settings) {
      return NOT_APPLICABLE;
    }
    if (settings.featureGates === undefined || settings.featureGates === null) {
      return ['featureGates is missing, which turns every feature gate off.'];
    }
    const missing = CLASSIC_GATES.filter((name) => gatesOf(settings)[name] === undefined);
    return missing.length > 0
      ? [
          {
            message: `featureGates does not set ${missing.join(', ')}.`,
            level: FindingLevel.NOTE,
            edits: missing.map((name) => ({ at: gatePlace(object, name), set: defaultOfGate(name) })),
          },
        ]
      : [];
  },
  fails: { objects: [antreaConfig({ featureGates: undefined })] },
  passes: { objects: [antreaConfig({ featureGates: { ...ALL, Multicast: true } })] },
  notApplicable: { objects: [service()] },
};
