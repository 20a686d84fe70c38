import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { TrafficEncapMode } from '../../platform/enums';
import { ClusterReference } from '../../platform/cluster';
import { acknowledge } from '../../messages/_construct-notes';
import { AddonConfig } from '../../supervisor/antrea/addon-config';
import { AntreaConfig } from '../../supervisor/antrea/antrea-config';
import { ClusterVariable } from '../../supervisor/cluster/cluster-variable';
import { NodeTaintEffect } from '../../supervisor/cluster/node-settings';
import { OsImage } from '../../supervisor/cluster/os-image';
import { PodSecurityLevel } from '../../supervisor/cluster/pod-security-standard';
import { SensitiveText } from '../../supervisor/cluster/sensitive-text';
import { ImagePullCredentialsPolicy, LogFormat } from '../../supervisor/cluster/settings/kubernetes-settings';
import { DeletePolicy, RolloutStrategyType } from '../../supervisor/cluster/lifecycle/node-lifecycle';
import { TanzuCluster } from '../../supervisor/cluster/tanzu-cluster';
import { BootstrapCni, ClusterApiVersion } from '../../supervisor/cluster/tanzu-cluster-props';
import { TrustedCa } from '../../supervisor/cluster/trusted-ca';
import { ConstructCode } from '../_adopted-app';
import { Code, SecretCode } from '../_code';
import { GENERATED } from './_generated-code';

/** The names that the generated code can use. */
const NAMES: { readonly [name: string]: any } = {
  ...GENERATED,
  AddonConfig,
  AntreaConfig,
  ApiObject,
  BootstrapCni,
  ClusterApiVersion,
  ClusterReference,
  ClusterVariable,
  DeletePolicy,
  Duration,
  ImagePullCredentialsPolicy,
  LogFormat,
  NodeTaintEffect,
  OsImage,
  PodSecurityLevel,
  RolloutStrategyType,
  SensitiveText,
  Size,
  TanzuCluster,
  TrafficEncapMode,
  TrustedCa,
};

/** Variables of the generated code, by name. */
export type Variables = Map<string, unknown>;

/** The variable of the environment that a secret has while it is evaluated. */
const TRIAL_VARIABLE = 'CDK8S_ANTREA_MULTICAST_TRIAL';

/** Evaluates code, as the generated app does. */
export class Evaluation {
  public constructor(private readonly secretOf: (code: SecretCode) => string) {}

  public valueOf(code: Code, variables: Variables): any {
    switch (code.kind) {
      case 'literal':
        return code.value;
      case 'list':
        return code.items.map((item) => this.valueOf(item, variables));
      case 'object':
        return Object.fromEntries(code.members.map(({ name, code: value }) => [name, this.valueOf(value, variables)]));
      case 'call':
        return named(code.className, variables)[code.method](...code.args.map((arg) => this.valueOf(arg, variables)));
      case 'name':
        return named(code.text, variables);
      case 'secret':
        return code.isSensitiveText ? sensitive(this.secretOf(code)) : this.secretOf(code);
    }
  }

  /** Makes a construct, with its acknowledgements and patches. */
  public construct(scope: Construct, code: ConstructCode, variables: Variables): ApiObject {
    const { id, className, props, manifestOf, acknowledged, patches, variable } = code;
    const own = acknowledged.length > 0 ? new Construct(scope, `${id}-findings`) : scope;
    acknowledged.forEach(({ ruleId, reason }) => acknowledge(own, ruleId, reason));
    const value: unknown = this.valueOf(props, variables);
    const options = manifestOf === undefined ? value : named(manifestOf, variables).manifest(value);
    const made = new (named(className, variables))(own, id, options);
    if (variable !== undefined) {
      variables.set(variable, made);
    }
    const apiObject = ApiObject.of(made as Construct);
    apiObject.addJsonPatch(
      ...patches.map(({ op, path, value }) =>
        op === 'remove' ? JsonPatch.remove(path) : JsonPatch[op](path, value && this.valueOf(value, variables)),
      ),
    );
    return apiObject;
  }
}

function named(text: string, variables: Variables): any {
  const [first, ...members] = text.split('.');
  const value: unknown = variables.has(first) ? variables.get(first) : NAMES[first];
  return members.reduce((holder: any, member) => holder[member], value);
}

function sensitive(value: string): SensitiveText {
  const before = process.env[TRIAL_VARIABLE];
  process.env[TRIAL_VARIABLE] = value;
  try {
    return SensitiveText.fromEnvironment(TRIAL_VARIABLE);
  } finally {
    if (before === undefined) {
      delete process.env[TRIAL_VARIABLE];
    } else {
      process.env[TRIAL_VARIABLE] = before;
    }
  }
}
