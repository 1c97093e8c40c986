import { logCheck } from '../log-check.ts';

/** etcd closes the connection of a client that pings more often than it allows, and every watch on it. */
export default logCheck({
	id: 'log/clients-impatient',
	title: 'Clients ping too often',
	remedy: 'Set --grpc-keepalive-min-time no longer than the clients’ interval, or let the clients ping less often.',
	severity: 'warning',
});
