import { requireSeconds } from '../../checks/_constructs';
import { requireList } from '../../checks/_lists';
import { requireOptions } from '../../checks/_options';
import { requireLine, requireText } from '../../checks/_texts';
import { Tree } from '../../checks/_trees';
import { requireBoolean, requireMember, requireWhole } from '../../checks/_values';
import { VariableContext, withoutUndefined } from './_setting-values';
import {
  API_SERVER_SETTINGS,
  ApiServerSettings,
  KUBELET_SETTINGS,
  KubeletSettings,
  LogFormat,
} from './kubernetes-settings';
import { DIRECTORY_JOIN, DirectoryJoin, UBUNTU_PRO, UBUNTU_PRO_SETTING, UbuntuPro } from './os-settings';

type Context = Pick<VariableContext, 'subject'>;

const MOST = 2 ** 31 - 1;

/** Returns a converter of a list of texts of one line. */
export function texts(option: string): (list: string[], context: Context) => string[] {
  return (list, { subject }) =>
    requireList(`${subject}: ${option}`, list).map((text) => requireLine(`${subject}: ${option}`, text));
}

/** Returns the number; undefined if it is not set. */
function whole(what: string, value: number | undefined, min = 1, max = MOST): number | undefined {
  return value === undefined ? undefined : requireWhole(what, value, min, max);
}

function logFormat(what: string, value: LogFormat | undefined): LogFormat | undefined {
  return value === undefined ? undefined : requireMember(`${what} logFormat`, LogFormat, value);
}

/** The object without undefined members; undefined if none is left. */
function filled(value: object): Tree | undefined {
  const tree = withoutUndefined(value);
  return Object.keys(tree).length === 0 ? undefined : tree;
}

export function apiServer(value: ApiServerSettings, { subject }: Context): Tree {
  const what = `${subject}: apiServer`;
  const { maxRequestsInFlight, maxMutatingRequestsInFlight, requestTimeout, profiling, ...logs } = requireOptions(
    what,
    value,
    API_SERVER_SETTINGS,
  );
  return withoutUndefined({
    maxRequestsInFlight: whole(`${what} maxRequestsInFlight`, maxRequestsInFlight),
    maxMutatingRequestsInFlight: whole(`${what} maxMutatingRequestsInFlight`, maxMutatingRequestsInFlight),
    requestTimeout:
      requestTimeout === undefined ? undefined : `${requireSeconds(`${what} requestTimeout`, requestTimeout)}s`,
    profiling: requireBoolean(`${what} profiling`, profiling),
    logs: filled({
      format: logFormat(what, logs.logFormat),
      verbosity: whole(`${what} logVerbosity`, logs.logVerbosity, 0, 6),
    }),
  });
}

export function kubelet(value: KubeletSettings, { subject }: Context): Tree {
  const what = `${subject}: kubelet`;
  const settings = requireOptions(what, value, KUBELET_SETTINGS);
  const percent = (option: 'imageGcHighThresholdPercent' | 'imageGcLowThresholdPercent') =>
    whole(`${what} ${option}`, settings[option], 0, 100);
  const { imagePullCredentialsVerificationPolicy: policy, allowedUnsafeSysctls: sysctls } = settings;
  return withoutUndefined({
    podPidsLimit: whole(`${what} podPidsLimit`, settings.podPidsLimit),
    logging: filled({ format: logFormat(what, settings.logFormat) }),
    imageGCHighThresholdPercent: percent('imageGcHighThresholdPercent'),
    imageGCLowThresholdPercent: percent('imageGcLowThresholdPercent'),
    containerLogMaxSizeMiB: whole(`${what} containerLogMaxSizeMib`, settings.containerLogMaxSizeMib),
    containerLogMaxFiles: whole(`${what} containerLogMaxFiles`, settings.containerLogMaxFiles, 2),
    serializeImagePulls: requireBoolean(`${what} serializeImagePulls`, settings.serializeImagePulls),
    maxParallelImagePulls: whole(`${what} maxParallelImagePulls`, settings.maxParallelImagePulls),
    imagePullCredentialsVerificationPolicy:
      policy === undefined ? undefined : requireLine(`${what} imagePullCredentialsVerificationPolicy`, policy),
    allowedUnsafeSysctls:
      sysctls === undefined ? undefined : texts('kubelet allowedUnsafeSysctls')(sysctls, { subject }),
  });
}

/** Maximum length of a text, in characters. */
const LONGEST = 2 ** 10;

export function directoryJoin(value: DirectoryJoin, { subject }: Context): Tree {
  const what = `${subject}: directoryJoin`;
  const { credentialSecretRef, domain, gmsaControlSecurityGroupDn, organizationalUnitDn } = requireOptions(
    what,
    value,
    DIRECTORY_JOIN,
  );
  const text = (option: string, given: string | undefined) =>
    given === undefined ? undefined : requireText(`${what} ${option}`, given, LONGEST);
  return withoutUndefined({
    credentialSecretRef: requireText(`${what} credentialSecretRef`, credentialSecretRef, LONGEST),
    domain: requireText(`${what} domain`, domain, LONGEST),
    gmsaControlSecurityGroupDN: text('gmsaControlSecurityGroupDn', gmsaControlSecurityGroupDn),
    organizationalUnitDN: text('organizationalUnitDn', organizationalUnitDn),
  });
}

export function ubuntuPro(value: UbuntuPro, { subject }: Context): Tree {
  const what = `${subject}: ubuntuPro`;
  const { tokenSecretRef, services, settings } = requireOptions(what, value, UBUNTU_PRO);
  return withoutUndefined({
    tokenSecretRef: requireText(`${what} tokenSecretRef`, tokenSecretRef, LONGEST),
    services: services === undefined ? undefined : texts('ubuntuPro services')(services, { subject }),
    settings:
      settings &&
      requireList(`${what} settings`, settings).map((setting) => {
        const { key, value: text } = requireOptions(`${what} settings`, setting, UBUNTU_PRO_SETTING);
        return {
          key: requireText(`${what} settings key`, key, LONGEST),
          value: requireText(`${what} settings value`, text, LONGEST),
        };
      }),
  });
}
