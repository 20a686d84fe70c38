import { requireList } from '../../../checks/_lists';
import { requireDnsName, requireObjectName } from '../../../checks/_names';
import { requireOptions } from '../../../checks/_options';
import { requireLine } from '../../../checks/_texts';
import { Tree, filledTree } from '../../../checks/_trees';
import { ifGiven, requireBoolean, requireMember, requireWhole } from '../../../checks/_values';
import { InvalidInput, quote } from '../../../messages/_errors';
import { shapeAt } from '../../../platform/_cluster-classes';
import { VariableModel } from '../../../platform/tables/_class-variables';
import { VariableContext, withoutUndefined } from '../_setting-values';
import { durationText } from '../lifecycle/_durations';
import {
  API_SERVER_SETTINGS,
  ApiServerSettings,
  ImagePullCredentialsPolicy,
  KUBELET_SETTINGS,
  KubeletSettings,
  LogFormat,
} from './kubernetes-settings';
import { DIRECTORY_JOIN, DirectoryJoin, UBUNTU_PRO, UBUNTU_PRO_SETTING, UbuntuPro } from './os-settings';

const MOST_IN_INT32 = 2 ** 31 - 1;
/** Length of a distinguished name and of other texts that the platform does not limit. */
const LONGEST_NAME_IN_DIRECTORY = 1024;

export function apiServer(value: ApiServerSettings, { subject: cluster }: VariableContext): Tree {
  const subject = `${cluster}: apiServer`;
  const given = requireOptions(subject, value, API_SERVER_SETTINGS);
  const count = (name: 'maxRequestsInFlight' | 'maxMutatingRequestsInFlight') =>
    ifGiven(given[name], (number) => requireWhole(`${subject} ${name}`, number, 0, MOST_IN_INT32));
  const logs = withoutUndefined({
    format: logFormat(subject, given.logFormat),
    verbosity: ifGiven(given.logVerbosity, (number) => requireWhole(`${subject} logVerbosity`, number, 0, 6)),
    flushFrequency: ifGiven(given.logFlushFrequency, (time) => durationText(`${subject} logFlushFrequency`, time)),
  });
  const issuer = ifGiven(given.serviceAccountIssuerUrl, (url) => requireUrl(`${subject} serviceAccountIssuerUrl`, url));
  return withoutUndefined({
    maxRequestsInFlight: count('maxRequestsInFlight'),
    maxMutatingRequestsInFlight: count('maxMutatingRequestsInFlight'),
    requestTimeout: ifGiven(given.requestTimeout, (time) => durationText(`${subject} requestTimeout`, time)),
    profiling: requireBoolean(`${subject} profiling`, given.profiling),
    logs: filledTree(logs),
    oidc: ifGiven(issuer, (serviceAccountIssuerURL) => ({ serviceAccountIssuerURL })),
  });
}

export function kubelet(value: KubeletSettings, { subject: cluster }: VariableContext): Tree {
  const subject = `${cluster}: kubelet`;
  const given = requireOptions(subject, value, KUBELET_SETTINGS);
  const { imagePullCredentialsVerificationPolicy: policy, allowedUnsafeSysctls: sysctls } = given;
  const number = (name: NumberOfKubelet, min: number, max = MOST_IN_INT32) =>
    ifGiven(given[name], (whole) => requireWhole(`${subject} ${name}`, whole, min, max));
  const format = logFormat(subject, given.logFormat);
  return withoutUndefined({
    podPidsLimit: number('podPidsLimit', -1),
    logging: ifGiven(format, () => ({ format })),
    imageGCHighThresholdPercent: number('imageGcHighThresholdPercent', 0, 100),
    imageGCLowThresholdPercent: number('imageGcLowThresholdPercent', 0, 100),
    containerLogMaxSizeMiB: number('containerLogMaxSizeMib', 1),
    containerLogMaxFiles: number('containerLogMaxFiles', 2),
    serializeImagePulls: requireBoolean(`${subject} serializeImagePulls`, given.serializeImagePulls),
    maxParallelImagePulls: number('maxParallelImagePulls', 1),
    imagePullCredentialsVerificationPolicy: ifGiven(policy, (member) =>
      requireMember(`${subject} imagePullCredentialsVerificationPolicy`, ImagePullCredentialsPolicy, member),
    ),
    allowedUnsafeSysctls: ifGiven(sysctls, (names) => linesOf(`${subject} allowedUnsafeSysctls`, names)),
  });
}

/** Options of KubeletSettings that are numbers. */
type NumberOfKubelet = {
  [name in keyof KubeletSettings]-?: NonNullable<KubeletSettings[name]> extends number ? name : never;
}[keyof KubeletSettings];

/** Returns a converter that takes one of the strings of the shape at the path. */
export function oneOfShape(option: string, path: string): (text: string, context: VariableContext) => string {
  return (text, { subject }) => {
    const { values = [] } = shapeAt(path, VariableModel.B) ?? {};
    return requireMember(`${subject}: ${option}`, Object.fromEntries(values.map((value) => [value, value])), text);
  };
}

/** Returns a converter that takes a list of lines, which may be empty. */
export function linesFor(option: string): (texts: string[], context: VariableContext) => string[] {
  return (texts, { subject }) => linesOf(`${subject}: ${option}`, texts);
}

export function directoryJoin(value: DirectoryJoin, { subject: cluster }: VariableContext): Tree {
  const subject = `${cluster}: directoryJoin`;
  const given = requireOptions(subject, value, DIRECTORY_JOIN);
  return withoutUndefined({
    credentialSecretRef: secretRef(`${subject} credentialSecretRef`, given.credentialSecretRef),
    domain: requireDnsName(`${subject} domain`, given.domain, 'use a DNS name such as "ad.example.com"'),
    gmsaControlSecurityGroupDN: lineOrEmpty(`${subject} gmsaControlSecurityGroupDn`, given.gmsaControlSecurityGroupDn),
    organizationalUnitDN: lineOrEmpty(`${subject} organizationalUnitDn`, given.organizationalUnitDn),
  });
}

export function ubuntuPro(value: UbuntuPro, { subject: cluster }: VariableContext): Tree {
  const subject = `${cluster}: ubuntuPro`;
  const { tokenSecretRef, services, settings } = requireOptions(subject, value, UBUNTU_PRO);
  return withoutUndefined({
    tokenSecretRef: secretRef(`${subject} tokenSecretRef`, tokenSecretRef),
    services: ifGiven(services, (names) => linesOf(`${subject} services`, names)),
    settings: ifGiven(settings, (list) =>
      requireList(`${subject} settings`, list).map((setting) => {
        const { key, value: text } = requireOptions(`${subject} settings`, setting, UBUNTU_PRO_SETTING);
        return {
          key: lineOrEmpty(`${subject} settings key`, required(key)),
          value: lineOrEmpty(`${subject} settings value`, required(text)),
        };
      }),
    ),
  });
}

/** A member that JavaScript leaves out is not a text, which the check of the text reports. */
const required = (text: string): string => text ?? (null as never);

function logFormat(subject: string, format: LogFormat | undefined): LogFormat | undefined {
  return ifGiven(format, (member) => requireMember(`${subject} logFormat`, LogFormat, member));
}

function secretRef(subject: string, name: string): string {
  return name === '' ? name : requireObjectName(subject, name, 'use the name of a Secret');
}

function lineOrEmpty(subject: string, text: string | undefined): string | undefined {
  return text === undefined || text === '' ? text : requireLine(subject, text, LONGEST_NAME_IN_DIRECTORY);
}

function linesOf(subject: string, texts: string[]): string[] {
  return requireList(subject, texts).map((text) => requireLine(subject, text));
}

function requireUrl(subject: string, url: string): string {
  requireLine(subject, url, LONGEST_NAME_IN_DIRECTORY);
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new InvalidInput(`${subject} is ${quote(url)}: use a URL such as "https://issuer.example.com".`);
  }
  return url;
}
