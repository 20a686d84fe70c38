import { ClusterVariable, NodePoolProps, TanzuClusterProps, Warnings } from '../../lib';
import { newCluster } from '../_build';
import { mentions } from '../_mentions';
import { A, B_3_2, B_3_3, B_3_4, B_3_7, refused, volume, written } from './_topology';

const [B_3_5, B_3_6] = ['5', '6'].map((minor) => `builtin-generic-v3.${minor}.0`);

/** The warnings about the variables of a cluster, without those about a class whose variables are not public. */
function doubts(clusterClass: string, changes: Partial<TanzuClusterProps>): string[] {
  return Warnings.of(newCluster({ clusterClass, ...changes })).filter((text) => text.includes('TAM083'));
}

function given(name: string, value: unknown): Partial<TanzuClusterProps> {
  return { variables: [ClusterVariable.of(name, value)] };
}

describe('the members of kubernetes', () => {
  // The variable of the Cluster in the appendix of papivot/vks-best-practice.
  const REFERENCE = {
    endpointFQDNs: ['api.k8s.example.com'],
    certificateRotation: { enabled: true, renewalDaysBeforeExpiry: 90 },
    etcdConfiguration: { maximumDBSizeGiB: 8 },
    kubeControllerManagerConfiguration: { terminatedPodGCThreshold: 500 },
    security: {
      podSecurityStandard: { enforce: 'baseline', enforceVersion: 'v1.36', deactivated: false },
      resourceQuotaConfiguration: { enabled: true },
    },
    apiServerConfiguration: {
      logs: { format: 'json' },
      extraAuthentication: {
        jwt: [
          {
            issuer: { url: 'https://idp.example.com', audiences: ['client'] },
            claimMappings: {
              username: { claim: 'email', prefix: 'oidc:' },
              groups: { claim: 'groups', prefix: 'oidc-groups:' },
            },
            claimValidationRules: [{ expression: 'claims.?email_verified.orValue(false) == true', message: 'm' }],
          },
        ],
      },
    },
    kubeletConfiguration: {
      logging: { format: 'json' },
      maxPods: 110,
      podPidsLimit: 4096,
      containerLogMaxSizeMiB: 50,
      containerLogMaxFiles: 5,
    },
  };

  test('of the public reference Cluster are accepted by builtin-generic-v3.7.0', () => {
    expect(written(B_3_7, given('kubernetes', REFERENCE))).toEqual({ kubernetes: REFERENCE });
    expect(doubts(B_3_7, given('kubernetes', REFERENCE))).toEqual([]);
  });

  const OF_3_5: object[] = [
    { apiServerConfiguration: { maxRequestsInFlight: 400, maxMutatingRequestsInFlight: 200, requestTimeout: '1m' } },
    { apiServerConfiguration: { profiling: false, logs: { format: 'text', verbosity: 6, flushFrequency: '5s' } } },
    { etcdConfiguration: { maximumDBSizeGiB: 2 } },
    { kubeletConfiguration: { maxPods: 110, podPidsLimit: 100, logging: { format: 'text' } } },
    { kubeletConfiguration: { imageGCHighThresholdPercent: 85, imageGCLowThresholdPercent: 80 } },
    { kubeletConfiguration: { containerLogMaxSizeMiB: 10, containerLogMaxFiles: 5 } },
    { kubeletConfiguration: { serializeImagePulls: false, maxParallelImagePulls: 3 } },
    { kubeletConfiguration: { imagePullCredentialsVerificationPolicy: 'AlwaysVerify', allowedUnsafeSysctls: ['a'] } },
  ];

  test.each(OF_3_5)('of v3.5.0 are accepted there, and refused in v3.4.0: %j', (value) => {
    expect(doubts(B_3_5, given('kubernetes', value))).toEqual([]);
    expect(written(B_3_5, given('kubernetes', value))).toEqual({ kubernetes: value });
    expect(refused(B_3_4, given('kubernetes', value))).toEqual(
      mentions('variable', '"kubernetes"', `"${Object.keys(value)[0]}"`, 'builtin-generic-v3.5.0', '3.5'),
    );
  });

  const OF_3_7: [name: string, value: object][] = [
    ['minimumTLSProtocol', { security: { minimumTLSProtocol: 'TLS_1.3' } }],
    ['tlsCipherSuites', { security: { tlsCipherSuites: ['TLS_AES_128_GCM_SHA256'] } }],
    ['resourceQuotaConfiguration', { security: { resourceQuotaConfiguration: { enabled: false } } }],
    ['extraAuthentication', { apiServerConfiguration: { extraAuthentication: { jwt: [] } } }],
    ['oidc', { apiServerConfiguration: { oidc: { serviceAccountIssuerURL: 'https://i.example.com' } } }],
    ['maxRequestSizeKiB', { etcdConfiguration: { maxRequestSizeKiB: 2048 } }],
    ['kubeProxyConfiguration', { kubeProxyConfiguration: { enabled: true } }],
    ['kubeControllerManagerConfiguration', { kubeControllerManagerConfiguration: { terminatedPodGCThreshold: 500 } }],
  ];

  test.each(OF_3_7)('%s is a member since v3.7.0, and doubtful in v3.6.0', (name, value) => {
    expect(doubts(B_3_7, given('kubernetes', value))).toEqual([]);
    expect(doubts(B_3_6, given('kubernetes', value))).toEqual([
      mentions('c1', 'variable', '"kubernetes"', `"${name}"`, 'builtin-generic-v3.7.0', '3.7', 'TAM083'),
    ]);
  });

  test.each<[object, string]>([
    [{ apiServerConfiguration: { logs: { format: 'xml' } } }, mentions('"format"', '"xml"', '"text"', '"json"')],
    [{ apiServerConfiguration: { logs: { verbosity: 7 } } }, mentions('"verbosity"', '7', '0', '6')],
    [{ apiServerConfiguration: { extraAuthentication: { jwt: {} } } }, mentions('"jwt"', 'list')],
    [
      { apiServerConfiguration: { extraAuthentication: { jwt: [{ issuer: { audiences: 'a' } }] } } },
      mentions('"audiences"', '"a"', 'list'),
    ],
    [{ security: { minimumTLSProtocol: '1.3' } }, mentions('"minimumTLSProtocol"', '"1.3"', '"TLS_1.2"', '"TLS_1.3"')],
    [{ etcdConfiguration: { maximumDBSizeGiB: 1 } }, mentions('"maximumDBSizeGiB"', '1', '2', '8')],
    [{ etcdConfiguration: { maximumDBSizeGiB: 9 } }, mentions('"maximumDBSizeGiB"', '9', '2', '8')],
    [
      { kubeletConfiguration: { imagePullCredentialsVerificationPolicy: 'Always' } },
      mentions('"imagePullCredentialsVerificationPolicy"', '"Always"', '"AlwaysVerify"'),
    ],
    [{ kubeletConfiguration: { podPidLimit: 100 } }, mentions('"podPidLimit"', '"podPidsLimit"')],
  ])('%j is refused', (value, expected) => {
    expect(refused(B_3_7, given('kubernetes', value))).toEqual(mentions('variable', '"kubernetes"', expected));
  });

  test('that no public source lists give a warning', () => {
    expect(doubts(B_3_7, given('kubernetes', { kubeletConfiguration: { registryPullQPS: 5 } }))).toEqual([
      mentions('"kubeletConfiguration"', '"registryPullQPS"', `kubectl get clusterclass ${B_3_7} -n`, 'TAM083'),
    ]);
  });
});

describe('the maximum of Pods on a Node', () => {
  test('is 110 in v3.5.0', () => {
    expect(written(B_3_5, { maxPods: 110 }).kubernetes).toEqual({ kubeletConfiguration: { maxPods: 110 } });
    expect(refused(B_3_5, { maxPods: 111 })).toEqual(mentions('"maxPods"', '111', '20', '110', '3.5'));
  });

  test('may be higher in v3.6.0, with a warning', () => {
    expect(doubts(B_3_6, { maxPods: 110 })).toEqual([]);
    expect(doubts(B_3_6, { maxPods: 111 })).toEqual([mentions('"maxPods"', '111', '3.6.0', '3.6.1', '110', 'TAM083')]);
    expect(refused(B_3_6, { maxPods: 251 })).toEqual(mentions('maxPods', '251', '20', '250'));
  });

  test('is 250 in v3.7.0', () => {
    expect(doubts(B_3_7, { maxPods: 250 })).toEqual([]);
  });
});

describe('a volume for etcd', () => {
  const volumes = [volume({ name: 'etcd', mountPath: '/var/lib/etcd' })];
  const both = mentions('Cluster "c1"', 'control plane', '"/var/lib/etcd"', 'maximumDBSizeGiB', '4');

  test.each([B_3_5, B_3_6, B_3_7])('and a limit of the size of etcd are refused in %s', (clusterClass) => {
    const etcdMaximumSizeGib = 4;
    expect(refused(clusterClass, { etcdMaximumSizeGib, volumes })).toEqual(both);
    expect(refused(clusterClass, { etcdMaximumSizeGib, controlPlane: { volumes } })).toEqual(both);
    const variableOverrides = [ClusterVariable.of('kubernetes', { etcdConfiguration: { maximumDBSizeGiB: 4 } })];
    expect(refused(clusterClass, { controlPlane: { volumes, variableOverrides } })).toEqual(both);
  });

  test('without a limit gives a warning from v3.5.0 on', () => {
    expect(doubts(B_3_4, { volumes })).toEqual([]);
    expect(doubts(B_3_5, { volumes })).toEqual([
      mentions('control plane', '"/var/lib/etcd"', 'maximumDBSizeGiB', 'TAM083'),
    ]);
  });

  test('is not an error if the control plane overrides the volumes, or if a variable is unchecked', () => {
    expect(doubts(B_3_7, { etcdMaximumSizeGib: 4, volumes, controlPlane: { volumes: [] } })).toEqual([]);
    const variables = [ClusterVariable.unchecked('kubernetes', { etcdConfiguration: { maximumDBSizeGiB: 4 } })];
    expect(written(B_3_7, { volumes, variables }).kubernetes).toBeDefined();
  });

  test('is what the class adds itself, so a limit without a volume has no warning', () => {
    expect(doubts(B_3_7, { etcdMaximumSizeGib: 4, volumes: [volume()] })).toEqual([]);
  });
});

describe('a member that a guide marks as required gives a warning if it is missing', () => {
  test.each<[string, unknown, string]>([
    ['node', { taints: [{ key: 'a', effect: 'NoSchedule' }] }, mentions('"taints"', '"0"', '"value"')],
    ['volumes', [{ name: 'v', mountPath: '/v', capacity: '1Gi' }], mentions('"0"', '"storageClass"')],
    ['osConfiguration', { ntp: {} }, mentions('"ntp"', '"servers"', 'ntpServers')],
    ['osConfiguration', { trust: {} }, mentions('"trust"', '"additionalTrustedCAs"')],
    ['osConfiguration', { systemProxy: { http: 'http://p', https: 'http://p' } }, mentions('"noProxy"')],
    ['osConfiguration', { systemProxy: { https: 'http://p', noProxy: [] } }, mentions('"http"', 'httpProxy')],
    ['osConfiguration', { user: { sshAuthorizedKey: 'ssh-ed25519 A' } }, mentions('"user"', 'lacks', '"user"')],
    ['osConfiguration', { user: { user: 'me' } }, mentions('lacks', '"sshAuthorizedKey" or "passwordSecret"')],
  ])('%s %j', (name, value, expected) => {
    expect(doubts(B_3_4, given(name, value))).toEqual([
      mentions('c1', 'variable', `"${name}"`, expected, 'second-hand', 'TAM083'),
    ]);
  });

  test('also if an option leaves it out', () => {
    expect(doubts(B_3_7, { proxy: { httpProxy: 'http://p:1' } })).toEqual([mentions('"https"', 'proxy.httpsProxy')]);
  });

  test('and none in model A, or if the variable is unchecked', () => {
    expect(Warnings.of(newCluster({ ...given('proxy', { httpProxy: 'http://p' }), clusterClass: A }))).toEqual([]);
    const variables = [ClusterVariable.unchecked('osConfiguration', { ntp: {} })];
    expect(doubts(B_3_7, { variables })).toEqual([]);
  });

  test('once for the cluster, and not again for an override that only adds to it', () => {
    const fips = [ClusterVariable.of('osConfiguration', { fips: { enabled: true } })];
    const pool: NodePoolProps = { name: 'np', variableOverrides: fips };
    expect(doubts(B_3_7, { ...given('osConfiguration', { ntp: {} }), nodePools: [pool] })).toHaveLength(1);
    const ntp = [ClusterVariable.of('osConfiguration', { ntp: {} })];
    expect(doubts(B_3_7, { nodePools: [{ name: 'np', variableOverrides: ntp }] })).toEqual([
      mentions('c1', 'node pool', '"np"', '"ntp"', '"servers"'),
    ]);
  });
});

describe('in model A, where a guide contradicts the shape,', () => {
  const volumeA = { name: 'v', mountPath: '/var/lib/containerd', capacity: { storage: '1Gi' } };
  const registry = { name: 'harbor-ca-cert', namespace: 'ns1', data: 'TUlJQg==' };

  test.each<[string, object, string]>([
    ['nodePoolVolumes', volumeA, 'name'],
    ['nodePoolVolumes', volumeA, 'mountPath'],
    ['nodePoolVolumes', volumeA, 'capacity'],
    ['controlPlaneVolumes', volumeA, 'capacity'],
    ['defaultRegistrySecret', registry, 'name'],
    ['defaultRegistrySecret', registry, 'namespace'],
    ['defaultRegistrySecret', registry, 'data'],
  ])('%s %j without %s gives a warning', (name, complete, member) => {
    const value = (one: object) => given(name, name.endsWith('Volumes') ? [one] : one);
    expect(doubts(A, value(complete))).toEqual([]);
    const rest = Object.fromEntries(Object.entries(complete).filter(([key]) => key !== member));
    expect(doubts(A, value(rest))).toEqual([
      mentions('c1', `"${name}"`, `lacks "${member}"`, 'optional', 'second-hand', 'TAM083'),
    ]);
    expect(written(A, value(rest))).toEqual({ [name]: name.endsWith('Volumes') ? [rest] : rest });
  });

  test.each([1764072000, '2026-11-23T12:00:00Z'])('the time of a taint is a string or an integer: %j', (timeAdded) => {
    const taints = [{ key: 'a', effect: 'NoExecute', timeAdded }];
    expect(doubts(A, given('nodePoolTaints', taints))).toEqual([]);
    expect(written(A, given('nodePoolTaints', taints))).toEqual({ nodePoolTaints: taints });
  });

  test.each([true, 1.5])('the time of a taint is not %j', (timeAdded) => {
    expect(refused(A, given('nodePoolTaints', [{ key: 'a', effect: 'NoExecute', timeAdded }]))).toEqual(
      mentions('"nodePoolTaints"', '"timeAdded"', String(timeAdded), 'whole number or a string'),
    );
  });
});

describe('members whose shape is second-hand', () => {
  test.each<[string, string, object]>([
    [
      B_3_3,
      'osConfiguration',
      {
        directoryJoin: {
          credentialSecretRef: 's',
          domain: 'd.example.com',
          gmsaControlSecurityGroupDN: 'CN=a',
          organizationalUnitDN: 'OU=a',
        },
        ubuntuPro: { tokenSecretRef: 's', services: ['esm-infra'], settings: [{ key: 'a', value: 'b' }] },
      },
    ],
    [B_3_4, 'resourceConfiguration', { systemReserved: { cpu: 1, memory: '4G', automatic: false } }],
    [B_3_4, 'kubernetes', { certificateRotation: { renewalDaysBeforeExpiry: 99 } }],
    [
      B_3_4,
      'vsphereOptions',
      { persistentVolumes: { customizableStorageClassAnnotations: ['a'], customizableStorageClassLabels: ['b'] } },
    ],
    [B_3_6, 'node', { firewall: { inboundRules: [{ port: 1 }] } }],
    [B_3_7, 'node', { cri: { runtimeClasses: [{ name: 'a' }] } }],
    [B_3_7, 'osConfiguration', { immutability: { usrPartitionMode: 'ReadOnly' } }],
    [B_3_5, 'osConfiguration', { grub: { password: 'grub.pbkdf2.sha512.1' } }],
  ])('are accepted without a warning: %s %s %j', (clusterClass, name, value) => {
    expect(doubts(clusterClass, given(name, value))).toEqual([]);
    expect(written(clusterClass, given(name, value))).toEqual({ [name]: value });
  });

  test.each<[string, object, string]>([
    ['osConfiguration', { directoryJoin: { domain: 'd' } }, mentions('"directoryJoin"', '"credentialSecretRef"')],
    ['osConfiguration', { ubuntuPro: { tokenSecretRef: { name: 's' } } }, mentions('"tokenSecretRef"', 'string')],
    ['osConfiguration', { ubuntuPro: { tokenSecretRef: 's', settings: [{ key: 'a' }] } }, mentions('"value"')],
    ['osConfiguration', { immutability: { usrPartitionMode: 'Frozen' } }, mentions('"Frozen"', '"ReadOnly"')],
    ['node', { firewall: { inboundRules: {} } }, mentions('"inboundRules"', 'list')],
    [
      'vsphereOptions',
      { persistentVolumes: { customizableStorageClassLabels: [{}] } },
      mentions('"customizableStorageClassLabels"', 'string'),
    ],
  ])('give only a warning if the value does not fit: %s %j', (name, value, expected) => {
    expect(doubts(B_3_7, given(name, value))).toEqual([mentions(`"${name}"`, expected, 'second-hand', 'TAM083')]);
  });

  test.each<[string, string, object, string]>([
    [B_3_4, 'osConfiguration', { grub: { password: 'x' } }, mentions('"grub"', 'builtin-generic-v3.5.0')],
    [
      B_3_4,
      'osConfiguration',
      { user: { user: 'me', sshAuthorizedKey: 'k', requirePasswordOnSudo: true } },
      mentions('"requirePasswordOnSudo"', 'builtin-generic-v3.5.0'),
    ],
    [B_3_4, 'node', { cri: {} }, mentions('"cri"', 'builtin-generic-v3.7.0')],
    [B_3_4, 'osConfiguration', { immutability: {} }, mentions('"immutability"', 'builtin-generic-v3.7.0')],
  ])('are refused in an earlier class: %s %s %j', (clusterClass, name, value, expected) => {
    expect(refused(clusterClass, given(name, value))).toEqual(mentions(`"${name}"`, expected));
  });

  const AD = { credentialSecretRef: 's', domain: 'd.example.com' };

  test.each<[string, string, object, string]>([
    [B_3_3, 'node', { firewall: {} }, mentions('"firewall"', 'builtin-generic-v3.6.0')],
    [B_3_4, 'node', { firewall: {} }, mentions('"firewall"', 'builtin-generic-v3.6.0')],
    [B_3_2, 'osConfiguration', { directoryJoin: AD }, mentions('"directoryJoin"', 'builtin-generic-v3.3.0')],
    [B_3_2, 'osConfiguration', { ubuntuPro: { tokenSecretRef: 's' } }, mentions('"ubuntuPro"', '-v3.3.0')],
    [B_3_5, 'networks', [], 'builtin-generic-v3.7.0'],
    [B_3_6, 'networks', [], 'builtin-generic-v3.7.0'],
  ])(
    'give a warning in an earlier class, if the first class is uncertain: %s %s %j',
    (clusterClass, name, value, text) => {
      expect(doubts(clusterClass, given(name, value))).toEqual([mentions(`"${name}"`, text, 'second-hand', 'TAM083')]);
      expect(written(clusterClass, given(name, value))).toEqual({ [name]: value });
    },
  );

  test('the variable networks does not exist in model A', () => {
    expect(refused(A, given('networks', []))).toEqual(mentions('"networks"', `"${A}"`));
  });

  test('the variable networks is not checked', () => {
    expect(doubts(B_3_7, given('networks', [{ driver: 'vfio-pci' }]))).toEqual([
      mentions('variable', '"networks"', 'not public', 'TAM083'),
    ]);
  });

  test.each([{ grub: 'hunter22' }, { grub: { password: { of: 'hunter22' } } }])(
    'a password of GRUB is not shown: %j',
    (value) => {
      const message = refused(B_3_7, given('osConfiguration', value));
      expect(message).toEqual(mentions('"osConfiguration"', '"grub"'));
      expect(message).not.toContain('hunter22');
    },
  );
});
