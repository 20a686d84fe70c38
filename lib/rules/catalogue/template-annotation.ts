import { FindingLevel } from '../../messages/finding';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';

const ANNOTATION = 'tkg.tanzu.vmware.com/template-config';

export const TEMPLATE_ANNOTATION: Rule = {
  id: 'TAM023',
  level: FindingLevel.ERROR,
  title: 'AntreaConfigs are not marked as templates',
  why: 'The Supervisor ignores every AntreaConfig with the annotation tkg.tanzu.vmware.com/template-config. A copy of its template has this annotation.',
  fix: 'Remove the annotation from your object.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_controller.go',
  kinds: ['AntreaConfig'],
  check: ({ metadata }) => {
    if (['vmware-system-tkg', 'tkg-system'].includes(metadata.namespace)) {
      return NOT_APPLICABLE;
    }
    return metadata.annotations?.[ANNOTATION] === undefined
      ? []
      : reportedAt(`It has the annotation "${ANNOTATION}", so the Supervisor ignores it.`, [
          'metadata',
          'annotations',
          ANNOTATION,
        ]);
  },
  fails: { objects: [antreaConfig({}, { annotations: { [ANNOTATION]: 'true' } })] },
  passes: { objects: [antreaConfig()] },
  notApplicable: { objects: [service()] },
};
