import type { ConfigDocument } from '../core/facts.ts';
import { shapeOf, type FieldShape } from './config-fields.ts';

/** Source: pkg/config/config.go of etcd-recovery. */
const recoveryHosts: FieldShape = [
	{
		name: 'string',
		member_name: 'string',
		host: 'string',
		username: 'string',
		password: 'string',
		private_key: 'string',
		passphrase: 'string',
		backedup_manifest: 'string',
	},
];

/** What a document may hold, by its version and kind, or by its kind alone where it has no version. */
export function shapeOfDocument({
	kind,
	apiVersion,
}: Pick<ConfigDocument, 'kind' | 'apiVersion'>): FieldShape | undefined {
	return kind === 'recovery-hosts' ? recoveryHosts : shapeOf(apiVersion, kind.split('/')[1] ?? '');
}
