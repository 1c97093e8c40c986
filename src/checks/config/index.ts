import type { Check } from '../../core/check.ts';
import advertiseAddressInvalid from './advertise-address-invalid.ts';
import apiVersionUnsupported from './api-version-unsupported.ts';
import apiVersionsMixed from './api-versions-mixed.ts';
import apiserverCompactionOff from './apiserver-compaction-off.ts';
import apiserverEtcdCertificateWithoutKey from './apiserver-etcd-certificate-without-key.ts';
import apiserverEtcdElsewhere from './apiserver-etcd-elsewhere.ts';
import apiserverEtcdOverridesMalformed from './apiserver-etcd-overrides-malformed.ts';
import apiserverEtcdServersInvalid from './apiserver-etcd-servers-invalid.ts';
import apiserverFileUnmounted from './apiserver-file-unmounted.ts';
import apiserverFlagUnknown from './apiserver-flag-unknown.ts';
import apiserverStorageUnusual from './apiserver-storage-unusual.ts';
import argumentNameMalformed from './argument-name-malformed.ts';
import argumentWithoutName from './argument-without-name.ts';
import argumentsShape from './arguments-shape.ts';
import bootstrapTokenInvalid from './bootstrap-token-invalid.ts';
import byohInstallerIncomplete from './byoh-installer-incomplete.ts';
import byohUnmaintained from './byoh-unmaintained.ts';
import certificateFileExpired from './certificate-file-expired.ts';
import certificateFileIssuer from './certificate-file-issuer.ts';
import certificateFileNames from './certificate-file-names.ts';
import certificateKeyInvalid from './certificate-key-invalid.ts';
import certificateNameInvalid from './certificate-name-invalid.ts';
import certificateValidityLong from './certificate-validity-long.ts';
import clusterApiArgumentTwice from './cluster-api-argument-twice.ts';
import clusterApiCertificateValidity from './cluster-api-certificate-validity.ts';
import clusterApiClassPatchInvalid from './cluster-api-class-patch-invalid.ts';
import clusterApiEtcdDiskUnused from './cluster-api-etcd-disk-unused.ts';
import clusterApiExternalEtcdIncomplete from './cluster-api-external-etcd-incomplete.ts';
import clusterApiFilesInvalid from './cluster-api-files-invalid.ts';
import clusterApiImageTagInvalid from './cluster-api-image-tag-invalid.ts';
import clusterApiNamingTemplate from './cluster-api-naming-template.ts';
import clusterApiNetworkInvalid from './cluster-api-network-invalid.ts';
import clusterApiProductionAlone from './cluster-api-production-alone.ts';
import clusterApiReferenceIncomplete from './cluster-api-reference-incomplete.ts';
import clusterApiRemediationEndless from './cluster-api-remediation-endless.ts';
import clusterApiReplicasInvalid from './cluster-api-replicas-invalid.ts';
import clusterApiRolloutInvalid from './cluster-api-rollout-invalid.ts';
import clusterApiTemplateChanged from './cluster-api-template-changed.ts';
import clusterApiTimeoutsDiffer from './cluster-api-timeouts-differ.ts';
import clusterApiVersionInvalid from './cluster-api-version-invalid.ts';
import clusterApiVersionOld from './cluster-api-version-old.ts';
import clusterDnsOutside from './cluster-dns-outside.ts';
import controlPlaneEndpointInvalid from './control-plane-endpoint-invalid.ts';
import criSocketInvalid from './cri-socket-invalid.ts';
import discoveryInvalid from './discovery-invalid.ts';
import dnsDomainInvalid from './dns-domain-invalid.ts';
import documentsIgnored from './documents-ignored.ts';
import duplicateKey from './duplicate-key.ts';
import durationInvalid from './duration-invalid.ts';
import encryptionAlgorithmInvalid from './encryption-algorithm-invalid.ts';
import encryptionIdentityFirst from './encryption-identity-first.ts';
import encryptionKeyInvalid from './encryption-key-invalid.ts';
import encryptionKmsInvalid from './encryption-kms-invalid.ts';
import encryptionProviderWeak from './encryption-provider-weak.ts';
import encryptionProvidersInvalid from './encryption-providers-invalid.ts';
import encryptionResourceInvalid from './encryption-resource-invalid.ts';
import etcdAdvertiseMissing from './etcd-advertise-missing.ts';
import etcdCertificateWithoutKey from './etcd-certificate-without-key.ts';
import etcdClientAuthOff from './etcd-client-auth-off.ts';
import etcdCompactionInvalid from './etcd-compaction-invalid.ts';
import etcdDataDirTemporary from './etcd-data-dir-temporary.ts';
import etcdDiscoveryConflict from './etcd-discovery-conflict.ts';
import etcdEndpointDoubtful from './etcd-endpoint-doubtful.ts';
import etcdEndpointInvalid from './etcd-endpoint-invalid.ts';
import etcdExternalIncomplete from './etcd-external-incomplete.ts';
import etcdFeatureGateUnknown from './etcd-feature-gate-unknown.ts';
import etcdFlagDeprecated from './etcd-flag-deprecated.ts';
import etcdFlagSetByKubeadm from './etcd-flag-set-by-kubeadm.ts';
import etcdFlagTwice from './etcd-flag-twice.ts';
import etcdFlagUnknown from './etcd-flag-unknown.ts';
import etcdForceNewCluster from './etcd-force-new-cluster.ts';
import etcdImageTagForm from './etcd-image-tag-form.ts';
import etcdImageTooOld from './etcd-image-too-old.ts';
import etcdInitialClusterInvalid from './etcd-initial-cluster-invalid.ts';
import etcdKeyType from './etcd-key-type.ts';
import etcdKeyUnknown from './etcd-key-unknown.ts';
import etcdListenNeedsAddress from './etcd-listen-needs-address.ts';
import etcdLocalAndExternal from './etcd-local-and-external.ts';
import etcdMembersApart from './etcd-members-apart.ts';
import etcdMembersDisagree from './etcd-members-disagree.ts';
import etcdMembersEven from './etcd-members-even.ts';
import etcdMembersTunedDifferently from './etcd-members-tuned-differently.ts';
import etcdMetricsExposed from './etcd-metrics-exposed.ts';
import etcdPlainHttp from './etcd-plain-http.ts';
import etcdQuotaDoubtful from './etcd-quota-doubtful.ts';
import etcdRequestSizeLarge from './etcd-request-size-large.ts';
import etcdSnapshotCountUnusual from './etcd-snapshot-count-unusual.ts';
import etcdTimeouts from './etcd-timeouts.ts';
import etcdTlsVersions from './etcd-tls-versions.ts';
import etcdUnitFragile from './etcd-unit-fragile.ts';
import etcdUnitLineLost from './etcd-unit-line-lost.ts';
import etcdUnsafeSetting from './etcd-unsafe-setting.ts';
import etcdValueInvalid from './etcd-value-invalid.ts';
import etcdVariableMalformed from './etcd-variable-malformed.ts';
import etcdVariableShadowed from './etcd-variable-shadowed.ts';
import etcdVariableUnknown from './etcd-variable-unknown.ts';
import etcdVersionWithKnownBug from './etcd-version-with-known-bug.ts';
import etcdWalInsideData from './etcd-wal-inside-data.ts';
import etcdctlApiOld from './etcdctl-api-old.ts';
import featureGateUnknown from './feature-gate-unknown.ts';
import fieldNewerThanVersion from './field-newer-than-version.ts';
import fieldOfAnotherVersion from './field-of-another-version.ts';
import imageRepositoryInvalid from './image-repository-invalid.ts';
import k3sArgumentMalformed from './k3s-argument-malformed.ts';
import k3sClusterResetKept from './k3s-cluster-reset-kept.ts';
import k3sKeyUnknown from './k3s-key-unknown.ts';
import k3sSettingsConflict from './k3s-settings-conflict.ts';
import k3sSnapshotsUnsafe from './k3s-snapshots-unsafe.ts';
import kindClusterInvalid from './kind-cluster-invalid.ts';
import kindMissing from './kind-missing.ts';
import kindPatchIgnored from './kind-patch-ignored.ts';
import kindTwice from './kind-twice.ts';
import kubernetesVersionInvalid from './kubernetes-version-invalid.ts';
import kubesprayEtcdInvalid from './kubespray-etcd-invalid.ts';
import nodeNameInvalid from './node-name-invalid.ts';
import pathNotAbsolute from './path-not-absolute.ts';
import podDeviceJobRetried from './pod-device-job-retried.ts';
import podDeviceRequestInvalid from './pod-device-request-invalid.ts';
import podDeviceUnscheduled from './pod-device-unscheduled.ts';
import podSubnetInvalid from './pod-subnet-invalid.ts';
import podUserNamespaceConflict from './pod-user-namespace-conflict.ts';
import podUserNamespaceVolume from './pod-user-namespace-volume.ts';
import portInvalid from './port-invalid.ts';
import preflightErrorsAll from './preflight-errors-all.ts';
import pullPolicyInvalid from './pull-policy-invalid.ts';
import recoveryHostsInvalid from './recovery-hosts-invalid.ts';
import registryFrozen from './registry-frozen.ts';
import rke2ProfileUnknown from './rke2-profile-unknown.ts';
import secretInClear from './secret-in-clear.ts';
import serviceSubnetInvalid from './service-subnet-invalid.ts';
import staticPodAnnotationDiffers from './static-pod-annotation-differs.ts';
import staticPodArgumentWithBlank from './static-pod-argument-with-blank.ts';
import staticPodCopied from './static-pod-copied.ts';
import staticPodFlagLost from './static-pod-flag-lost.ts';
import staticPodHostNetwork from './static-pod-host-network.ts';
import staticPodImagePulled from './static-pod-image-pulled.ts';
import staticPodLimitsLow from './static-pod-limits-low.ts';
import staticPodNotFound from './static-pod-not-found.ts';
import staticPodProbeElsewhere from './static-pod-probe-elsewhere.ts';
import staticPodProbeTooNew from './static-pod-probe-too-new.ts';
import staticPodVolumeMissing from './static-pod-volume-missing.ts';
import subnetsOverlap from './subnets-overlap.ts';
import talosEtcdInvalid from './talos-etcd-invalid.ts';
import tracingConfigInvalid from './tracing-config-invalid.ts';
import unknownField from './unknown-field.ts';
import unknownKind from './unknown-kind.ts';
import unmountFlagInvalid from './unmount-flag-invalid.ts';
import wrongType from './wrong-type.ts';
import yamlInvalid from './yaml-invalid.ts';

/** Every check of files, by its name. They need documents alone, so they run while somebody types. */
export const configChecks: readonly Check[] = [
	advertiseAddressInvalid,
	apiVersionUnsupported,
	apiVersionsMixed,
	apiserverCompactionOff,
	apiserverEtcdCertificateWithoutKey,
	apiserverEtcdElsewhere,
	apiserverEtcdOverridesMalformed,
	apiserverEtcdServersInvalid,
	apiserverFileUnmounted,
	apiserverFlagUnknown,
	apiserverStorageUnusual,
	argumentNameMalformed,
	argumentWithoutName,
	argumentsShape,
	bootstrapTokenInvalid,
	byohInstallerIncomplete,
	byohUnmaintained,
	certificateFileExpired,
	certificateFileIssuer,
	certificateFileNames,
	certificateKeyInvalid,
	certificateNameInvalid,
	certificateValidityLong,
	clusterApiArgumentTwice,
	clusterApiCertificateValidity,
	clusterApiClassPatchInvalid,
	clusterApiEtcdDiskUnused,
	clusterApiExternalEtcdIncomplete,
	clusterApiFilesInvalid,
	clusterApiImageTagInvalid,
	clusterApiNamingTemplate,
	clusterApiNetworkInvalid,
	clusterApiProductionAlone,
	clusterApiReferenceIncomplete,
	clusterApiRemediationEndless,
	clusterApiReplicasInvalid,
	clusterApiRolloutInvalid,
	clusterApiTemplateChanged,
	clusterApiTimeoutsDiffer,
	clusterApiVersionInvalid,
	clusterApiVersionOld,
	clusterDnsOutside,
	controlPlaneEndpointInvalid,
	criSocketInvalid,
	discoveryInvalid,
	dnsDomainInvalid,
	documentsIgnored,
	duplicateKey,
	durationInvalid,
	encryptionAlgorithmInvalid,
	encryptionIdentityFirst,
	encryptionKeyInvalid,
	encryptionKmsInvalid,
	encryptionProviderWeak,
	encryptionProvidersInvalid,
	encryptionResourceInvalid,
	etcdAdvertiseMissing,
	etcdCertificateWithoutKey,
	etcdClientAuthOff,
	etcdCompactionInvalid,
	etcdDataDirTemporary,
	etcdDiscoveryConflict,
	etcdEndpointDoubtful,
	etcdEndpointInvalid,
	etcdExternalIncomplete,
	etcdFeatureGateUnknown,
	etcdFlagDeprecated,
	etcdFlagSetByKubeadm,
	etcdFlagTwice,
	etcdFlagUnknown,
	etcdForceNewCluster,
	etcdImageTagForm,
	etcdImageTooOld,
	etcdInitialClusterInvalid,
	etcdKeyType,
	etcdKeyUnknown,
	etcdListenNeedsAddress,
	etcdLocalAndExternal,
	etcdMembersApart,
	etcdMembersDisagree,
	etcdMembersEven,
	etcdMembersTunedDifferently,
	etcdMetricsExposed,
	etcdPlainHttp,
	etcdQuotaDoubtful,
	etcdRequestSizeLarge,
	etcdSnapshotCountUnusual,
	etcdTimeouts,
	etcdTlsVersions,
	etcdUnitFragile,
	etcdUnitLineLost,
	etcdUnsafeSetting,
	etcdValueInvalid,
	etcdVariableMalformed,
	etcdVariableShadowed,
	etcdVariableUnknown,
	etcdVersionWithKnownBug,
	etcdWalInsideData,
	etcdctlApiOld,
	featureGateUnknown,
	fieldNewerThanVersion,
	fieldOfAnotherVersion,
	imageRepositoryInvalid,
	k3sArgumentMalformed,
	k3sClusterResetKept,
	k3sKeyUnknown,
	k3sSettingsConflict,
	k3sSnapshotsUnsafe,
	kindClusterInvalid,
	kindMissing,
	kindPatchIgnored,
	kindTwice,
	kubernetesVersionInvalid,
	kubesprayEtcdInvalid,
	nodeNameInvalid,
	pathNotAbsolute,
	podDeviceJobRetried,
	podDeviceRequestInvalid,
	podDeviceUnscheduled,
	podSubnetInvalid,
	podUserNamespaceConflict,
	podUserNamespaceVolume,
	portInvalid,
	preflightErrorsAll,
	pullPolicyInvalid,
	recoveryHostsInvalid,
	registryFrozen,
	rke2ProfileUnknown,
	secretInClear,
	serviceSubnetInvalid,
	staticPodAnnotationDiffers,
	staticPodArgumentWithBlank,
	staticPodCopied,
	staticPodFlagLost,
	staticPodHostNetwork,
	staticPodImagePulled,
	staticPodLimitsLow,
	staticPodNotFound,
	staticPodProbeElsewhere,
	staticPodProbeTooNew,
	staticPodVolumeMissing,
	subnetsOverlap,
	talosEtcdInvalid,
	tracingConfigInvalid,
	unknownField,
	unknownKind,
	unmountFlagInvalid,
	wrongType,
	yamlInvalid,
];

/** Those that see more where files are held against each other than in any one of them. */
export const checksOfSeveral: readonly Check[] = [
	apiserverEtcdElsewhere,
	certificateFileExpired,
	certificateFileIssuer,
	certificateFileNames,
	clusterApiRemediationEndless,
	clusterApiTemplateChanged,
	etcdMembersApart,
	etcdMembersDisagree,
	etcdMembersTunedDifferently,
	etcdVariableShadowed,
	staticPodCopied,
	staticPodFlagLost,
];
