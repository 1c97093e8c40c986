/** What is made where a user lets Quorum make a client certificate of the etcd of a Cluster of Cluster API. */
export function madeCertificate(cluster: string): {
	/** Where Cluster API keeps the authority. */
	readonly secret: string;
	readonly minutes: number;
	readonly commonName: string;
} {
	return { secret: `${cluster}-etcd`, minutes: 10, commonName: 'quorum-diagnose' };
}
