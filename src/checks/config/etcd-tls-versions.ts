import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

const versions = ['TLS1.2', 'TLS1.3'];

/** etcd speaks TLS 1.2 and 1.3, and chooses the ciphers of 1.3 itself. */
export default configCheck({
	id: 'config/etcd-tls-versions',
	title: 'The versions of TLS do not go together',
	remedy: 'Write TLS1.2 or TLS1.3, the least not above the most, and no cipher suites with TLS1.3 alone.',
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const least = settingOf(process, 'tls-min-version');
			const most = settingOf(process, 'tls-max-version');
			const unknown = [least, most].find(
				each => each?.text !== undefined && each.text !== '' && !versions.includes(each.text),
			);
			if (unknown) {
				yield problemAt(unknown.site, t('"{0}" is no version of TLS that etcd knows.', unknown.text ?? ''));
			} else if (least?.text === 'TLS1.3' && most?.text === 'TLS1.2') {
				yield problemAt(most.site, t('The most is below the least.'));
			}
			const suites = settingOf(process, 'cipher-suites');
			if (least?.text === 'TLS1.3' && suites && suites.text !== '') {
				yield problemAt(suites.nameSite, t('With TLS 1.3 alone etcd refuses cipher suites.'), {
					part: suites.namePart,
				});
			}
		}
	},
});
