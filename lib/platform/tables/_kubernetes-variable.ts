import { ANY, BOOLEAN, INTEGER, STRING, STRINGS, Shape, listOf, objectOf, oneOf } from './_variable-shapes';

export const GUIDE = 'VKS cluster manifest guide';
const SECOND_HAND = 'second-hand: kjin17/vks-study sums up the release notes of VKS';
export const NOTES_3_5 = `${SECOND_HAND} 3.5`;
export const NOTES_3_6 = `${SECOND_HAND} 3.6`;
export const NOTES_3_7 = `${SECOND_HAND} 3.7`;
const BEST_PRACTICE = 'papivot/vks-best-practice, guide for VKS 3.7';

const LEVEL = oneOf('', 'privileged', 'baseline', 'restricted');

export const POD_SECURITY_SHAPE: Shape = {
  ...objectOf({
    deactivated: BOOLEAN,
    audit: LEVEL,
    auditVersion: STRING,
    enforce: LEVEL,
    enforceVersion: STRING,
    warn: LEVEL,
    warnVersion: STRING,
    exemptions: objectOf({ namespaces: STRINGS }),
  }),
  source: GUIDE,
};

/** The sources list the options only by name. Their types are those of the options of kube-apiserver with the same names. */
const DURATION: Shape = {
  type: 'string',
  format: 'duration',
  isUncertain: true,
  source: 'kubernetes/kubernetes: kube-apiserver takes a duration for the option of this name',
};

const LOG_FORMAT = oneOf('text', 'json');

const CLAIM: Shape = { ...objectOf({ claim: STRING, prefix: STRING, expression: STRING }), isOpen: true };

const JWT = objectOf({
  issuer: {
    ...objectOf({
      url: STRING,
      audiences: STRINGS,
      certificateAuthority: STRING,
      egressSelectorType: oneOf('controlplane', 'cluster'),
      discoveryURL: STRING,
      audienceMatchPolicy: STRING,
    }),
    isOpen: true,
  },
  claimMappings: { ...objectOf({ username: CLAIM, groups: CLAIM, uid: ANY, extra: ANY }), isOpen: true },
  claimValidationRules: listOf(ANY),
  userValidationRules: listOf(ANY),
});

const API_SERVER: Shape = {
  ...objectOf({
    maxRequestsInFlight: INTEGER,
    maxMutatingRequestsInFlight: INTEGER,
    requestTimeout: DURATION,
    profiling: BOOLEAN,
    logs: {
      ...objectOf({
        format: LOG_FORMAT,
        verbosity: { type: 'integer', min: 0, max: 6 },
        flushFrequency: { ...DURATION, type: 'integer or string' },
      }),
      isOpen: true,
    },
    extraAuthentication: {
      ...objectOf({ jwt: listOf({ ...JWT, isOpen: true }) }),
      isOpen: true,
      since: '3.7',
      source: `${BEST_PRACTICE}; ${NOTES_3_7}`,
    },
    oidc: {
      ...objectOf({ serviceAccountIssuerURL: STRING }),
      isOpen: true,
      since: '3.7',
      source: `${NOTES_3_7} (an option for the URL of the issuer; its name is second-hand too)`,
    },
  }),
  isOpen: true,
  since: '3.5',
  source: `${NOTES_3_5}; ${BEST_PRACTICE}`,
};

const ETCD: Shape = {
  ...objectOf({
    maximumDBSizeGiB: {
      type: 'integer',
      min: 2,
      max: 8,
      default: '2',
      source: `${NOTES_3_5}; default: ${NOTES_3_7}`,
    },
    maxRequestSizeKiB: { ...INTEGER, since: '3.7', source: `${BEST_PRACTICE}; ${NOTES_3_7}` },
  }),
  isOpen: true,
  since: '3.5',
  source: `${NOTES_3_5}; ${BEST_PRACTICE}`,
};

const KUBELET: Shape = {
  ...objectOf({
    maxPods: {
      type: 'integer',
      min: 20,
      max: 250,
      default: '110',
      earlierMax: [
        { before: '3.6', max: 110, source: `${NOTES_3_5}: 20 to 110` },
        {
          before: '3.7',
          max: 110,
          doubt: 'in VKS 3.6.0, more than 110 makes the control plane roll out without end; fixed in VKS 3.6.1',
          source: NOTES_3_6,
        },
      ],
      source: `${NOTES_3_5}, 3.6 and 3.7; ${BEST_PRACTICE} (250)`,
    },
    podPidsLimit: INTEGER,
    logging: { ...objectOf({ format: LOG_FORMAT }), isOpen: true },
    imageGCHighThresholdPercent: INTEGER,
    imageGCLowThresholdPercent: INTEGER,
    containerLogMaxSizeMiB: INTEGER,
    containerLogMaxFiles: INTEGER,
    serializeImagePulls: BOOLEAN,
    maxParallelImagePulls: INTEGER,
    imagePullCredentialsVerificationPolicy: oneOf(
      'NeverVerify',
      'NeverVerifyPreloadedImages',
      'NeverVerifyAllowlistedImages',
      'AlwaysVerify',
    ),
    allowedUnsafeSysctls: STRINGS,
  }),
  isOpen: true,
  since: '3.5',
  source: `${BEST_PRACTICE}; since: ${NOTES_3_5}`,
};

/** The variable `kubernetes` of model B. */
export const KUBERNETES_SHAPE: Shape = {
  ...objectOf({
    certificateRotation: objectOf({
      enabled: { ...BOOLEAN, default: 'true' },
      renewalDaysBeforeExpiry: { type: 'integer', min: 7, default: '90' },
    }),
    endpointFQDNs: STRINGS,
    security: objectOf({
      podSecurityStandard: POD_SECURITY_SHAPE,
      minimumTLSProtocol: { ...oneOf('TLS_1.2', 'TLS_1.3'), since: '3.7', source: `${NOTES_3_7}; ${BEST_PRACTICE}` },
      tlsCipherSuites: { ...STRINGS, since: '3.7', source: `${NOTES_3_7}; ${BEST_PRACTICE}` },
      resourceQuotaConfiguration: {
        ...objectOf({ enabled: { ...BOOLEAN, default: 'false' } }),
        isOpen: true,
        since: '3.7',
        source: BEST_PRACTICE,
      },
    }),
    etcdConfiguration: ETCD,
    apiServerConfiguration: API_SERVER,
    kubeletConfiguration: KUBELET,
    kubeControllerManagerConfiguration: {
      ...objectOf({ terminatedPodGCThreshold: INTEGER }),
      isOpen: true,
      since: '3.7',
      source: BEST_PRACTICE,
    },
    kubeProxyConfiguration: {
      ...objectOf({ enabled: BOOLEAN }),
      isOpen: true,
      since: '3.7',
      source: `${NOTES_3_7} (set it only when the cluster is created); ${BEST_PRACTICE}`,
    },
  }),
  source: `${GUIDE}; ${BEST_PRACTICE}`,
};

/** Path of a volume on which etcd keeps its data. */
export const ETCD_PATH = '/var/lib/etcd';

/** The limit of the size of etcd and a volume for etcd exclude each other. */
export const ETCD_VOLUME = {
  /** First version of builtin-generic that does not support such a volume, MAJOR.MINOR. */
  since: '3.5',
  source: `${NOTES_3_5} (both are an error) and 3.6 (a webhook refuses both)`,
};
