import { logCheck } from '../log-check.ts';

/** Whoever reaches an open client port may read and change everything, secrets of Kubernetes among it. */
export default logCheck({
	id: 'log/exposed',
	title: 'etcd is open to more than it should be',
	remedy: 'Serve with TLS and client certificates, and give the data directory the permission 0700.',
	severity: 'warning',
});
