"""The same app as main.ts, in Python. The comments of main.ts explain it."""

from cdk8s import Chart
from cdk8s_antrea_multicast import (
    Acknowledgement,
    App,
    ControlPlaneProps,
    NodePoolProps,
    OsImage,
    SupervisorChart,
    TanzuCluster,
)
from cdk8s_plus_25 import k8s

REGISTRY_FQDN = "registry.example.com"

# The "secret" in this text is not a valid key: main.ts tells why.
ENCRYPTION_CONFIG = """\
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - aescbc:
          keys:
            - name: key1
              secret: QiMgakjdfajoifa99fa0dxxxx.dkaafad
      - identity: {}
"""


def article_pod(chart: Chart, name: str, image: str, **network: object) -> None:
    container = k8s.Container(name=name, image=image, image_pull_policy="IfNotPresent")
    k8s.KubePod(
        chart,
        name,
        metadata=k8s.ObjectMeta(name=name, labels={"run": name}),
        spec=k8s.PodSpec(containers=[container], **network),
    )


app = App()

supervisor = SupervisorChart(app, "mccluster-supervisor", vsphere_namespace="mcast")
cluster = TanzuCluster(
    supervisor,
    "Cluster",
    name="mccluster",
    release="v1.25.7---vmware.3-fips.1-tkg.1",
    service_cidrs=["198.51.100.0/12"],
    pod_cidrs=["192.0.2.0/16"],
    service_domain="cluster.local",
    os=OsImage.ubuntu(),
    vm_class="best-effort-xsmall",
    storage_class="vsan-default-storage-policy",
    default_storage_class="vsan-default-storage-policy",
    plain_text_encryption_config=ENCRYPTION_CONFIG,
    control_plane=ControlPlaneProps(replicas=1),
    node_pools=[NodePoolProps(name="node-pool-1", replicas=2)],
)
cluster.enable_multicast(feature_gates={"FlowExporter": True})
Acknowledgement.of(cluster, "TAM034", "the article publishes it, and it is not a valid key")
Acknowledgement.of(cluster, "TAM035", "the article has this invalid key")
Acknowledgement.of(cluster, "TAM025", "the article uses these ranges")

workload = Chart(app, "mccluster-workload", namespace="default")
article_pod(workload, "mcsender", f"{REGISTRY_FQDN}/mcsender:v1")
article_pod(workload, "mcreceiver", f"{REGISTRY_FQDN}/mcreceiver:v1")

host_network = Chart(app, "mccluster-workload-host-network", namespace="default")
article_pod(host_network, "mcsender", "mcsender:v1", host_network=True, dns_policy="ClusterFirstWithHostNet")

app.synth()
