import { configCheck } from '../../core/config-check.ts';
import { fieldsOf, itemsOf, problemAt, scalarOf, setFix, type Site } from '../../core/config-tree.ts';
import { asGoDuration, goDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { readerOf } from '../../schema/component-readers.ts';
import { fieldShape, isListShape, shapeOf, type FieldShape } from '../../schema/config-fields.ts';

/** Go knows hours, minutes and seconds, and neither days nor bare numbers. */
export default configCheck({
	id: 'config/duration-invalid',
	title: 'A duration or a time is not readable',
	remedy:
		'Write hours, minutes and seconds, such as "24h0m0s"; there are no days. A time is written as 2030-01-31T12:00:00Z.',
	severity: 'error',
	kinds: ['kubeadm/', 'kubelet/', 'kubeproxy/', 'apiserver/', 'cluster-api/'],
	*each(root, around) {
		const shape = shapeOf(root.document.apiVersion, root.document.kind.split('/')[1] ?? '');
		const severity = () => (readerOf(root.document, around) === 'nobody' ? 'warning' : 'error');
		for (const { site, type } of shape ? typed(root, shape) : []) {
			const scalar = scalarOf(site);
			if (isLost(site, type)) {
				yield problemAt(site, t('"{0}" is no duration.', ''), { part: 'key', severity: severity() });
			}
			if (scalar?.node.type !== 'string') {
				continue;
			}
			if (type.startsWith('Duration') && goDuration(scalar.text) === undefined) {
				const meant = asGoDuration(scalar.text);
				const fix = meant === undefined ? undefined : setFix(t('Write "{0}"', meant), site, meant);
				yield problemAt(site, t('"{0}" is no duration.', scalar.text), { fix, severity: severity() });
			} else if (type === 'Time' && !isTime(scalar.text)) {
				yield problemAt(site, t('"{0}" is no time.', scalar.text), { severity: severity() });
			}
		}
	},
});

/** The durations of the components that may be null: of the others Go makes an empty text, and cannot read it. */
const mayBeNull = new Set([
	'cpuCFSQuotaPeriod',
	'containerLogMonitorInterval',
	'maxContainerRestartPeriod',
	'tcpEstablishedTimeout',
	'tcpCloseWaitTimeout',
]);

function isLost({ document, node, path }: Site, type: string): boolean {
	const isNull = node.kind === 'scalar' && node.type === 'null';
	return (
		isNull && type === 'Duration' && /^kube(?:let|proxy)/.test(document.kind) && !mayBeNull.has(String(path.at(-1)))
	);
}

const time = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))$/;

/** RFC 3339 as Go reads it: no 30th of February, no hour 24. */
function isTime(text: string): boolean {
	const [year = 0, month = 0, day = 0, ...clock] = (time.exec(text) ?? []).slice(1).map(part => Number(part ?? 0));
	const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
	const isDay = month >= 1 && month <= 12 && day >= 1 && day <= days;
	return isDay && [23, 59, 59, 24, 60].every((most, index) => (clock[index] ?? 0) <= most);
}

const timely = new WeakMap<object, boolean>();

/** Whether a shape has durations or times in it: the rest of a document is not walked through. */
function isTimely(shape: FieldShape): boolean {
	if (typeof shape === 'string') {
		return /^(?:Duration|Time)/.test(shape);
	}
	const found = timely.get(shape) ?? Object.values(shape).some(isTimely);
	timely.set(shape, found);
	return found;
}

/** The durations and times, as far as the document is what its shape says. */
function* typed(site: Site, shape: FieldShape): Generator<{ readonly site: Site; readonly type: string }> {
	if (typeof shape === 'string') {
		yield { site, type: shape };
	} else if (isListShape(shape)) {
		for (const item of isTimely(shape) ? itemsOf(site) : []) {
			yield* typed(item, shape[0]);
		}
	} else {
		for (const field of isTimely(shape) ? fieldsOf(site) : []) {
			const inner = fieldShape(shape, field.key);
			yield* inner !== undefined && isTimely(inner) ? typed(field, inner) : [];
		}
	}
}
