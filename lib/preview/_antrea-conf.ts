import { Tree, overlay } from '../checks/_trees';
import { configNameOfGate } from '../platform/_antrea-versions';
import { ANTREA_PACKAGE_VALUES, AntreaPackageConfig } from '../platform/tables/_antrea-packages';
import { yamlText } from './_yaml-text';

/** Returns the ConfigMap that the package renders from the values, which override its own defaults. */
export function configMapOf(values: Tree, antrea: AntreaPackageConfig): Tree {
  const config = overlay(ANTREA_PACKAGE_VALUES.config, values.antrea.config) as Tree;
  const { annotations, configMapName: name } = antrea;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...(annotations && { annotations: { ...annotations } }),
      labels: { app: 'antrea' },
      name,
      namespace: 'kube-system',
    },
    data: {
      'antrea-agent.conf': yamlText(agentConf(config, values.infraProvider, antrea)),
      'antrea-cni.conflist': antrea.cniConflist,
      'antrea-controller.conf': yamlText(controllerConf(config, antrea)),
    },
  };
}

function agentConf(config: Tree, infraProvider: string, { agentGates, agentKeys }: AntreaPackageConfig): Tree {
  const { featureGates: gates, egress, nodePortLocal, antreaProxy, multicluster, flowExporter } = config;
  const flow = gates.FlowExporter ? flowExporter : {};
  const multicastInterfaces = config.multicastInterfaces.length > 0 ? config.multicastInterfaces : undefined;
  const multicast = { ...(multicastInterfaces && { multicastInterfaces }), ...config.multicast };
  const members: Tree = {
    ...config,
    featureGates: renderGates(gates, agentGates),
    ovsDatapathType: infraProvider === 'docker' ? 'netdev' : undefined,
    egress: gates.Egress ? egress : {},
    flowCollectorAddr: flow.collectorAddress,
    flowPollInterval: flow.pollInterval,
    activeFlowExportTimeout: flow.activeFlowTimeout,
    idleFlowExportTimeout: flow.idleFlowTimeout,
    nodePortLocal: gates.NodePortLocal ? { enable: nodePortLocal.enabled, portRange: nodePortLocal.portRange } : {},
    multicastInterfaces,
    multicast: gates.Multicast ? multicast : {},
    antreaProxy: gates.AntreaProxy ? antreaProxy : {},
    multicluster: gates.Multicluster ? multicluster : {},
  };
  return Object.fromEntries(agentKeys.filter((key) => members[key] !== undefined).map((key) => [key, members[key]]));
}

function controllerConf(config: Tree, { controllerGates }: AntreaPackageConfig): Tree {
  return {
    featureGates: renderGates(config.featureGates, controllerGates),
    tlsCipherSuites: config.tlsCipherSuites,
    nodeIPAM: null,
    ...(config.enableUsageReporting && { enableUsageReporting: true }),
  };
}

function renderGates(gates: Tree, names: string[]): Tree {
  return Object.fromEntries(names.map((name) => [name, gates[configNameOfGate(name)]]));
}
