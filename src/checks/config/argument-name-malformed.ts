import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isOpaque, problemAt, renameFix, setFix } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { argumentsAt } from '../../schema/arguments.ts';

const places = [
	['apiServer', 'extraArgs'],
	['controllerManager', 'extraArgs'],
	['scheduler', 'extraArgs'],
	['etcd', 'local', 'extraArgs'],
	['nodeRegistration', 'kubeletExtraArgs'],
];

/** kubeadm puts two dashes before the name and an equals sign behind it, whatever is there already. */
export default configCheck({
	id: 'config/argument-name-malformed',
	title: 'The name of an argument is not that of a flag',
	remedy: 'Write the flag without dashes, and its value apart.',
	severity: 'error',
	kinds: ['kubeadm/'],
	*each(root) {
		for (const { name, nameSite, namePart } of places.flatMap(path => argumentsAt(fieldAt(root, ...path)))) {
			const bare = name.replace(/^-+/, '').trim();
			if (name === '' || isOpaque(nameSite) || /^[A-Za-z0-9][\w.-]*$/.test(name)) {
				continue;
			}
			const isFixable = bare !== '' && /^[A-Za-z0-9][\w.-]*$/.test(bare);
			const make = namePart === 'key' ? renameFix : setFix;
			const fix = isFixable ? make(t('Write "{0}"', bare), nameSite, bare) : undefined;
			yield problemAt(nameSite, t('kubeadm would write "--{0}=…".', name), { part: namePart, fix });
		}
	},
});
