import { logCheck } from '../log-check.ts';

/** Whoever is refused here cannot use etcd; if it is a peer, the cluster lacks a member. */
export default logCheck({
	id: 'log/tls-refused',
	title: 'Connections were refused by TLS',
	remedy:
		'Look at the reason in the line: an expired certificate, another authority, plain HTTP. EOF alone is mostly the probe of a load balancer.',
	severity: 'warning',
});
