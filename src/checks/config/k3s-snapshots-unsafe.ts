import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, scalarOf } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';

const shorthand = /^@(?:every\s+\S+|yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const field = String.raw`[\d*/,\-A-Za-z?]+`;
const schedule = new RegExp(`^(?:(?:CRON_)?TZ=\\S+\\s+)?${field}(?:\\s+${field}){4}$`);

/** Snapshots are all that is left when the quorum is lost for good. */
export default configCheck({
	id: 'config/k3s-snapshots-unsafe',
	title: 'Snapshots of etcd are off, or their schedule is not readable',
	remedy: 'Take snapshots on a schedule of five fields, such as "0 */12 * * *", and keep more than one.',
	severity: 'warning',
	kinds: ['k3s'],
	*each(root) {
		const off = fieldAt(root, 'etcd-disable-snapshots');
		if (off && /^(?:true|yes|on|1)$/i.test(scalarOf(off)?.text ?? '')) {
			yield problemAt(off, t('Nothing is kept to restore from.'), { part: 'key' });
		}
		const cron = scalarOf(fieldAt(root, 'etcd-snapshot-schedule-cron'));
		if (cron && cron.text !== '' && !shorthand.test(cron.text.trim()) && !schedule.test(cron.text.trim())) {
			yield problemAt(cron, t('"{0}" is no schedule of five fields.', cron.text), { severity: 'error' });
		}
		const kept = scalarOf(fieldAt(root, 'etcd-snapshot-retention'));
		if (kept?.text === '0') {
			yield problemAt(kept, t('Nothing is kept to restore from.'));
		}
	},
});
