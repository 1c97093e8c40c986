import type { MemberDisk } from '../../core/disk-facts.ts';
import type { Certificate } from '../../core/facts.ts';
import type { SshHost } from '../host.ts';
import type { HostData, HostLook } from './look.ts';

/** Where the files of a member are: on a host, or in a folder of this machine. */
export type RecoveryHost = {
	readonly name: string;
	/** What etcd calls the member, where it is not what the manifest says. */
	readonly memberName?: string;
} & (
	| {
			readonly ssh: SshHost;
			/** Where its manifest was moved to before, if it was. */
			readonly manifestBackup?: string;
	  }
	| { readonly folder: string }
);

/** What was learned of one host, or why nothing was: a host that is not reached is unknown, and stays in the list. */
export type Assessment = { readonly host: RecoveryHost } & (
	| { readonly unreachable: string }
	| {
			readonly look?: HostLook;
			readonly data?: Omit<HostData, 'certificates'>;
			readonly certificates: readonly HostCertificate[];
			/** What its files tell; missing where it has none. */
			readonly disk?: MemberDisk;
			/** Why its files could not be read. */
			readonly unread?: string;
	  }
);

/** A file that a flag names: the certificates in it, or why it shows none. */
export type HostCertificate = { readonly path: string } & (
	{ readonly certificate: Certificate } | { readonly problem: string }
);

export type Assessed = Extract<Assessment, { readonly certificates: unknown }>;

export function isAssessed(assessment: Assessment): assessment is Assessed {
	return 'certificates' in assessment;
}

/** Where etcd keeps its data on that host; kubeadm's place where nothing tells. */
export function dataDirOf({ flags }: Pick<HostLook, 'flags'>): string {
	return (flags['data-dir'] ?? '/var/lib/etcd').replace(/\/+$/, '');
}
