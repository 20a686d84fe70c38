import { requireObjectName } from '../../checks/_names';
import { Tree } from '../../checks/_trees';
import { together } from '../../messages/_errors';
import { VariableModel } from '../../platform/tables/_class-variables';
import { VariableContext, storageClass } from './_setting-values';
import { settingsTree } from './_settings-as-variables';
import { ClusterSettings } from './cluster-settings';
import { ControlPlaneProps, NodePoolProps } from './node-pool';

/** Options whose variables have the same name in every ClusterClass. */
interface MachineSettings {
  readonly vmClass?: string;
  readonly storageClass?: string;
}

/** Returns the variables of the cluster. */
export function clusterTree(
  context: VariableContext,
  isOwnClass: boolean,
  props: ClusterSettings & MachineSettings,
  { volumes }: ControlPlaneProps,
): Tree {
  const ofModelA = isModelA(context);
  const { poolVolumes, ...others } = props;
  const settings = ofModelA ? others : { ...others, nodeLabels: undefined, nodeTaints: undefined };
  const [machine, ofSettings, ofControlPlane, ofPools] = together(
    () => machineTree(context, props, !isOwnClass),
    () => settingsTree(context, settings),
    () => (ofModelA && volumes !== undefined ? settingsTree(context, { volumes }) : {}),
    () => (ofModelA ? settingsTree(context, { poolVolumes }) : {}),
  );
  const { controlPlaneVolumes } = ofControlPlane;
  return {
    ...machine,
    ...ofSettings,
    ...ofPools,
    ...(controlPlaneVolumes === undefined ? {} : { controlPlaneVolumes }),
  };
}

/** Returns the variables that the control plane overrides. Its volumes are a variable of the cluster in model A. */
export function controlPlaneTree(context: VariableContext, props: ControlPlaneProps): Tree {
  const settings = isModelA(context) ? {} : { volumes: props.volumes };
  const [machine, ofSettings] = together(
    () => machineTree(context, props),
    () => settingsTree(ofMachines(context, props), settings),
  );
  return { ...machine, ...ofSettings };
}

/**
 * Returns the variables that a node pool overrides. In model B they include the labels, taints and pool volumes of the
 * cluster, which would apply to the control plane too if they were variables of the cluster.
 */
export function poolTree(context: VariableContext, cluster: ClusterSettings, pool: NodePoolProps): Tree {
  const { volumes, nodeLabels, nodeTaints } = pool;
  const settings = isModelA(context)
    ? { volumes, nodeLabels, nodeTaints }
    : {
        volumes,
        poolVolumes: volumes === undefined ? cluster.poolVolumes : undefined,
        nodeLabels: nodeLabels === undefined ? cluster.nodeLabels : nodeLabels,
        nodeTaints: nodeTaints === undefined ? cluster.nodeTaints : nodeTaints,
      };
  const [machine, { controlPlaneVolumes: _, ...tree }] = together(
    () => machineTree(context, pool),
    () => settingsTree(ofMachines(context, pool), settings),
  );
  return { ...machine, ...tree };
}

/** The context with the storage class that the machines of the control plane or of a node pool have. */
function ofMachines(context: VariableContext, { storageClass: own = context.storageClass }: MachineSettings) {
  return { ...context, storageClass: own };
}

function isModelA({ clusterClass }: VariableContext): boolean {
  return clusterClass?.model === VariableModel.A;
}

function machineTree(context: VariableContext, machine: MachineSettings, isRequired = false): Tree {
  const isGiven = (value: string | undefined): value is string => isRequired || value !== undefined;
  const [vmClass, storage] = together(
    () =>
      isGiven(machine.vmClass) &&
      requireObjectName(
        `${context.subject}: vmClass`,
        machine.vmClass,
        "use a name that 'kubectl get virtualmachineclass' lists in the vSphere Namespace",
      ),
    () => isGiven(machine.storageClass) && storageClass('storageClass')(machine.storageClass, context),
  );
  return { ...(vmClass !== false && { vmClass }), ...(storage !== false && { storageClass: storage }) };
}
