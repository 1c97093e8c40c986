import { etcdFlag } from '../../core/anchors.ts';
import { check } from '../../core/check.ts';
import { compared } from '../../core/cluster.ts';
import { t } from '../../core/words.ts';

/** Right in the middle of a change of the CA, and a trap afterwards: a client that trusts one of them loses the others. */
export default check({
	id: 'etcd/certificate-issuers-differ',
	title: 'Server certificates come from different authorities',
	remedy: 'Finish the change of the CA, or give clients and members a bundle with both until it is done.',
	severity: 'info',
	needs: ['certificates', 'statuses', 'memberLists'],
	params: {},
	*run({ certificates, ...about }) {
		if (certificates.length === 0) {
			yield { notApplicable: t('No endpoint uses TLS.') };
			return;
		}
		const shown = (yield* compared(certificates, 'certificates', about)).flatMap(reply =>
			reply.answer.chain.slice(0, 1).map(({ issuer }) => ({ issuer, name: reply.memberName ?? reply.endpoint })),
		);
		const issuers = [...Map.groupBy(shown, ({ issuer }) => issuer)];
		if (issuers.length > 1) {
			const each = issuers.map(([issuer, members]) =>
				t('"{0}" for {1}', issuer, members.map(({ name }) => name).join(', ')),
			);
			yield {
				message: t('Server certificates are issued by different authorities: {0}.', each.join('; ')),
				subject: { kind: 'cluster' },
				anchor: etcdFlag(['cert-file']),
			};
		}
	},
});
