import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, flagFix, settingOf, type EtcdProcess } from '../../schema/etcd-process.ts';

/** Without it everybody who reaches the port is an administrator of the cluster. */
export default configCheck({
	id: 'config/etcd-client-auth-off',
	title: 'etcd does not ask for certificates',
	remedy: 'Set client-cert-auth and peer-client-cert-auth to true, with an authority that they are checked by.',
	severity: 'warning',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const prefix of ['', 'peer-']) {
				yield* judge(process, prefix);
			}
		}
	},
});

function* judge(process: EtcdProcess, prefix: '' | 'peer-' | string) {
	const auth = settingOf(process, `${prefix}client-cert-auth`);
	const auto = settingOf(process, `${prefix}auto-tls`);
	const authority = settingOf(process, `${prefix}trusted-ca-file`);
	const isOff = auth?.text !== undefined && /^(?:0|f|false)$/i.test(auth.text);
	const isOn = auth?.text !== undefined && /^(?:1|t|true)$/i.test(auth.text);
	if (auth && isOff) {
		const fix =
			process.origin === 'etcd-config'
				? undefined
				: flagFix(t('Write "{0}"', 'true'), process, auth, auth.flag, 'true');
		yield problemAt(auth.site, t('Nobody is asked for a certificate.'), { fix });
	} else if (auth && isOn && !authority && !process.isPartial) {
		yield problemAt(auth.site, t('Certificates are asked for, and no "{0}trusted-ca-file" says whose count.', prefix));
	}
	if (auto?.text !== undefined && /^(?:1|t|true)$/i.test(auto.text)) {
		yield problemAt(auto.site, t('Certificates that etcd makes for itself prove nothing to anybody.'));
	}
}
