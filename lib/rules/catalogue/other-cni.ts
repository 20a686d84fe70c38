import { isTree, valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { CNI_VARIABLE, missingCniVerdict, otherCniVerdict } from '../../platform/_addon-verdicts';
import { CNI_NAMES } from '../../platform/tables/_vks-versions';
import { Release, addonConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { configsOf } from '../manifests/_antrea';
import { isAntreaAddon } from '../manifests/_addons';
import { listAt } from '../manifests/_inventory';
import { classNameOf } from '../manifests/_platform-verdicts';

const withCni = (name: string) =>
  cluster({
    topology: { version: Release.WITH_ADDON, variables: [{ name: CNI_VARIABLE, value: { cniRef: { name } } }] },
  });

export const OTHER_CNI: Rule = {
  id: 'TAM100',
  level: FindingLevel.ERROR,
  title: 'Antrea is the CNI of a Cluster that has an AddonConfig of Antrea',
  why: 'The variable bootstrapAddons chooses the CNI when the Cluster is created. With another CNI, the AddonConfig of Antrea has no effect. Without the variable, the Supervisor chooses Antrea, and then refuses a later full apply of the same manifest.',
  fix: 'Set the variable bootstrapAddons, with the name antrea in cniRef.',
  source: CNI_NAMES.source,
  kinds: ['Cluster'],
  check: (object, inventory) => {
    if (!configsOf(object, inventory).some(isAntreaAddon)) {
      return NOT_APPLICABLE;
    }
    const place = ['spec', 'topology', 'variables'];
    const variables = listAt(object, place.join('.'));
    const index = variables.findIndex((variable) => isTree(variable) && variable.name === CNI_VARIABLE);
    if (index < 0) {
      const missing = missingCniVerdict(classNameOf(object));
      return missing ? [{ ...missing, at: place }] : [];
    }
    const other = otherCniVerdict(valueAt(variables[index], 'value.cniRef.name'));
    return other ? [{ ...other, at: [...place, index, 'value', 'cniRef', 'name'] }] : [];
  },
  fails: { objects: [addonConfig(), withCni('calico')] },
  passes: { objects: [addonConfig(), withCni('antrea')] },
  notApplicable: { objects: [withCni('calico')] },
};
