/** A lease as etcdctl prints it: leases, unlike members, have their leading zeros. */
export function leaseIdOf(hexadecimal: string): string {
	return hexadecimal.padStart(16, '0');
}
