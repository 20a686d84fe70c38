/** The object in the vSphere Namespace that configures Antrea. */
export enum AntreaObject {
  /** `cni.tanzu.vmware.com/v1alpha1`, named `<cluster>-antrea-package`. */
  ANTREA_CONFIG = 'AntreaConfig',
  /** `addons.kubernetes.vmware.com/v1alpha1`, named `<cluster>-antrea`: where Antrea is an add-on (VKS 3.6 and later). */
  ADDON_CONFIG = 'AddonConfig',
}
