import type { Check } from '../../core/check.ts';
import advertiseAddressInvalid from './advertise-address-invalid.ts';
import apiVersionUnsupported from './api-version-unsupported.ts';
import apiVersionsMixed from './api-versions-mixed.ts';
import argumentWithoutName from './argument-without-name.ts';
import argumentsShape from './arguments-shape.ts';
import bootstrapTokenInvalid from './bootstrap-token-invalid.ts';
import certificateKeyInvalid from './certificate-key-invalid.ts';
import certificateNameInvalid from './certificate-name-invalid.ts';
import certificateValidityLong from './certificate-validity-long.ts';
import clusterDnsOutside from './cluster-dns-outside.ts';
import controlPlaneEndpointInvalid from './control-plane-endpoint-invalid.ts';
import criSocketInvalid from './cri-socket-invalid.ts';
import discoveryInvalid from './discovery-invalid.ts';
import dnsDomainInvalid from './dns-domain-invalid.ts';
import documentsIgnored from './documents-ignored.ts';
import duplicateKey from './duplicate-key.ts';
import durationInvalid from './duration-invalid.ts';
import encryptionAlgorithmInvalid from './encryption-algorithm-invalid.ts';
import etcdEndpointDoubtful from './etcd-endpoint-doubtful.ts';
import etcdEndpointInvalid from './etcd-endpoint-invalid.ts';
import etcdExternalIncomplete from './etcd-external-incomplete.ts';
import etcdLocalAndExternal from './etcd-local-and-external.ts';
import featureGateUnknown from './feature-gate-unknown.ts';
import fieldNewerThanVersion from './field-newer-than-version.ts';
import fieldOfAnotherVersion from './field-of-another-version.ts';
import imageRepositoryInvalid from './image-repository-invalid.ts';
import kindMissing from './kind-missing.ts';
import kindTwice from './kind-twice.ts';
import kubernetesVersionInvalid from './kubernetes-version-invalid.ts';
import nodeNameInvalid from './node-name-invalid.ts';
import pathNotAbsolute from './path-not-absolute.ts';
import podSubnetInvalid from './pod-subnet-invalid.ts';
import portInvalid from './port-invalid.ts';
import preflightErrorsAll from './preflight-errors-all.ts';
import pullPolicyInvalid from './pull-policy-invalid.ts';
import registryFrozen from './registry-frozen.ts';
import serviceSubnetInvalid from './service-subnet-invalid.ts';
import subnetsOverlap from './subnets-overlap.ts';
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
	argumentWithoutName,
	argumentsShape,
	bootstrapTokenInvalid,
	certificateKeyInvalid,
	certificateNameInvalid,
	certificateValidityLong,
	clusterDnsOutside,
	controlPlaneEndpointInvalid,
	criSocketInvalid,
	discoveryInvalid,
	dnsDomainInvalid,
	documentsIgnored,
	duplicateKey,
	durationInvalid,
	encryptionAlgorithmInvalid,
	etcdEndpointDoubtful,
	etcdEndpointInvalid,
	etcdExternalIncomplete,
	etcdLocalAndExternal,
	featureGateUnknown,
	fieldNewerThanVersion,
	fieldOfAnotherVersion,
	imageRepositoryInvalid,
	kindMissing,
	kindTwice,
	kubernetesVersionInvalid,
	nodeNameInvalid,
	pathNotAbsolute,
	podSubnetInvalid,
	portInvalid,
	preflightErrorsAll,
	pullPolicyInvalid,
	registryFrozen,
	serviceSubnetInvalid,
	subnetsOverlap,
	unknownField,
	unknownKind,
	unmountFlagInvalid,
	wrongType,
	yamlInvalid,
];
